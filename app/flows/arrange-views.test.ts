import { expect, test } from "vitest";
import { listSavedViews } from "#app/db/saved-views.ts";
import { mintCaller, NotAllowed } from "#app/domain/caller.ts";
import type { ViewChange } from "#app/load-context.ts";
import { createIds } from "#app/ports/ids.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { clock, openShop } from "#tests/views/list-world.ts";
import { arrangeViews } from "./arrange-views.ts";

describeOnBothEngines("saved views", (open) => {
  const setUp = async () => {
    const db = await open();
    const { workspace } = await openShop(db);
    const other = await openShop(db, 2);
    const ids = createIds(clock, { bytes: (length) => new Uint8Array(length), fraction: () => 0 });
    const caller = mintCaller(workspace, { kind: "person", id: "p-1" }, ["views.save"]);
    const arrange = (wanted: ViewChange, by = caller) => arrangeViews({ db, clock, ids }, by, wanted);
    const views = (of = workspace) => db.read(of, listSavedViews);
    const names = async () => (await views()).map(({ name }) => name);
    const save = (name: string, query = "tab=open") => arrange({ act: "save", name, query });
    return { workspace, other, arrange, views, names, save };
  };

  test("are saved, moved, renamed and deleted, and keep their order", async () => {
    const { arrange, views, names, save } = await setUp();
    for (const name of ["a", "b", " c  d "]) expect(await save(name)).toEqual({ kind: "arranged" });
    expect(await names()).toEqual(["a", "b", "c d"]);
    const [first, second, third] = await views();
    await arrange({ act: "move", id: third?.id ?? "", by: -1 });
    expect(await names()).toEqual(["a", "c d", "b"]);
    await arrange({ act: "move", id: first?.id ?? "", by: -1 });
    await arrange({ act: "rename", id: second?.id ?? "", name: "Işıl" });
    expect(await names()).toEqual(["a", "c d", "Işıl"]);
    await arrange({ act: "delete", id: first?.id ?? "" });
    expect(await names()).toEqual(["c d", "Işıl"]);
  });

  test("have a name each, in either case: saving under it again replaces the filters", async () => {
    const { arrange, views, save } = await setUp();
    await save("IŞIL", "tab=open");
    await save("b");
    expect(await save("ışıl", "tab=unpaid")).toEqual({ kind: "arranged" });
    const [first, second] = await views();
    expect([first?.name, first?.query]).toEqual(["ışıl", "tab=unpaid"]);
    const taken = { act: "rename", id: second?.id ?? "", name: "Isil" } as const;
    expect(await arrange(taken)).toEqual({ kind: "refused", code: "view.taken" });
  });

  test("are refused with a reason: no name, one too many, one that is gone", async () => {
    const { arrange, save, names } = await setUp();
    expect(await save(" ")).toEqual({ kind: "refused", code: "view.name" });
    expect(await save("x".repeat(41))).toEqual({ kind: "refused", code: "view.name" });
    expect(await arrange({ act: "delete", id: "none" })).toEqual({ kind: "refused", code: "view.gone" });
    for (let n = 0; n < 20; n++) await save(`view ${n}`);
    expect(await save("one more")).toEqual({ kind: "refused", code: "view.too-many" });
    expect(await names()).toHaveLength(20);
  });

  test("are the workspace's own, and ask for the right", async () => {
    const { workspace, other, views, save, arrange } = await setUp();
    await save("mine");
    expect(await views(other.workspace)).toEqual([]);
    const stranger = mintCaller(workspace, { kind: "person", id: "p-2" }, ["orders.read"]);
    await expect(arrange({ act: "save", name: "x", query: "" }, stranger)).rejects.toThrow(NotAllowed);
  });
});
