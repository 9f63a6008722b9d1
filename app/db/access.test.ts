import { expect, test } from "vitest";
import { toInstant } from "#app/domain/instant.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { workspaceId } from "#tests/engines/one-shop.ts";
import {
  findSignIn,
  insertPerson,
  insertSignIn,
  insertWorkspace,
  listWorkspaces,
  membersByExternal,
  putGuideClosed,
  putMember,
  putOwnerLink,
  readGuideClosed,
  readMember,
  readPerson,
  readWorkspace,
  removeExpired,
  removeSignIn,
  takeOwnerLink,
  updateWorkspace,
} from "./access.ts";
import { asConstraint } from "./constraint.ts";

const t = toInstant;
const workspace = { id: workspaceId(1), name: "Işıl", timezone: "Europe/Istanbul", createdAt: t(5) };
const other = { ...workspace, id: workspaceId(2), name: "B", createdAt: t(4) };
const ada = { id: "ada", name: "Ada", locale: "tr", createdAt: t(1) } as const;

describeOnBothEngines("who is who", (open) => {
  const setUp = async () => {
    const db = await open();
    await db.transactGlobal("workspaces", async (w) => {
      for (const one of [workspace, other]) await insertWorkspace(w, one);
    });
    await db.transactGlobal("people", (w) => insertPerson(w, ada));
    return db;
  };

  test("workspaces come back, one by its scope and all in the order in which they were made", async () => {
    const db = await setUp();
    expect(await db.read(workspace.id, readWorkspace)).toEqual(workspace);
    expect(await db.readGlobal("workspaces", listWorkspaces)).toEqual([other, workspace]);
    await db.transact(workspace.id, (w) => updateWorkspace(w, { name: "C" }));
    expect(await db.readGlobal("workspaces", listWorkspaces)).toEqual([other, { ...workspace, name: "C" }]);
    await expect(db.read(workspaceId(9), readWorkspace)).rejects.toThrow("workspace");
    const again = db.transactGlobal("workspaces", (w) => insertWorkspace(w, workspace));
    expect(await again.catch(asConstraint)).toEqual({ kind: "unique" });
  });

  test("the guide greets a workspace until it is closed there, and nowhere else", async () => {
    const db = await setUp();
    expect(await db.read(workspace.id, readGuideClosed)).toBeNull();
    await db.transact(workspace.id, (w) => putGuideClosed(w, t(9)));
    expect(await db.read(workspace.id, readGuideClosed)).toBe(9);
    expect(await db.read(other.id, readGuideClosed)).toBeNull();
  });

  test("a member is one of this workspace, by one name here and another on a platform", async () => {
    const db = await setUp();
    const externalPerson = "shopify:demo.myshopify.com:42";
    expect(await db.read(workspace.id, (r) => readMember(r, "ada"))).toBeNull();
    await db.transact(workspace.id, (w) => putMember(w, { person: "ada", role: "staff", externalPerson }));
    await db.transact(workspace.id, (w) => putMember(w, { person: "ada", role: "owner", externalPerson }));
    const member = { workspace: workspace.id, person: "ada", role: "owner", externalPerson };
    expect(await db.read(workspace.id, (r) => readMember(r, "ada"))).toEqual({ ...member, name: "Ada", locale: "tr" });
    expect(await db.read(other.id, (r) => readMember(r, "ada"))).toBeNull();
    expect(await db.readGlobal("people", (r) => membersByExternal(r, externalPerson))).toEqual([member]);
    expect(await db.readGlobal("people", (r) => readPerson(r, "ada"))).toEqual(ada);
    expect(await db.readGlobal("people", (r) => readPerson(r, "bob"))).toBeNull();
  });

  test("an owner's link opens once, before its time is over", async () => {
    const db = await setUp();
    const take = (hash: string, now: number) => db.transactGlobal("sign-ins", (w) => takeOwnerLink(w, hash, t(now)));
    await db.transact(workspace.id, async (w) => {
      for (const tokenHash of ["a", "b"]) await putOwnerLink(w, { tokenHash, expiresAt: t(100) });
    });
    const both = await Promise.all([take("a", 99), take("a", 99)]);
    expect(both.toSorted()).toEqual([workspace.id, null]);
    expect(await take("b", 100)).toBeNull();
    expect(await take("c", 1)).toBeNull();
  });

  test("a sign-in is found until it is over or ended", async () => {
    const db = await setUp();
    const signIn = { workspace: workspace.id, person: "ada", expiresAt: t(100) };
    const find = (hash: string, now: number) => db.readGlobal("sign-ins", (r) => findSignIn(r, hash, t(now)));
    await db.transactGlobal("sign-ins", async (w) => {
      for (const tokenHash of ["a", "b"]) await insertSignIn(w, { ...signIn, tokenHash, createdAt: t(1) });
    });
    expect(await find("a", 99)).toEqual(signIn);
    expect(await find("a", 100)).toBeNull();
    await db.transactGlobal("sign-ins", (w) => removeSignIn(w, "a"));
    expect(await find("a", 99)).toBeNull();
    await db.transactGlobal("sign-ins", (w) => removeExpired(w, t(99)));
    expect(await find("b", 1)).toEqual(signIn);
    await db.transactGlobal("sign-ins", (w) => removeExpired(w, t(100)));
    expect(await find("b", 1)).toBeNull();
  });
});
