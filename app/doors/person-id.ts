import { v5 } from "uuid";
import { type PersonId, toPersonId, type WorkspaceId } from "#app/domain/ids.ts";

/**
 * The id of a person as one workspace knows them. It follows from who they are, so two first requests at once make one person.
 * `who`: "owner", or the platform's name for them.
 */
export const personIdOf = (workspace: WorkspaceId, who: string): PersonId => toPersonId(v5(who, workspace));

/** A person of a Shopify shop, as members are stored. */
export const externalPersonOf = (shop: string, user: string): string => `shopify:${shop}:${user}`;
