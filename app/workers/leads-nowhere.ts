import { sameValue } from "#app/domain/canonical.ts";
import type { Cursor, Page } from "#connectors/contract/port.ts";

/**
 * Whether a page says that there is more, and leads back to itself: a shop whose paging is broken would be asked for it without end.
 * It is asked again later instead.
 */
export function leadsNowhere(asked: Cursor | null, page: Pick<Page<unknown>, "next" | "more">): boolean {
  return page.more && asked !== null && sameValue(asked, page.next);
}
