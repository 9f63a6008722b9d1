import { expect, test } from "vitest";
import { readColumns } from "#app/db/saved-views.ts";
import { mintCaller, NotAllowed } from "#app/domain/caller.ts";
import { describeOnBothEngines } from "#tests/engines/describe-on-both-engines.ts";
import { openShop } from "#tests/views/list-world.ts";
import { chooseColumns } from "./choose-columns.ts";

describeOnBothEngines("the columns that a person chose", (open) => {
  test("are kept for that person in that workspace, until they go back to the usual ones", async () => {
    const db = await open();
    const [mine, theirs] = [await openShop(db, 1), await openShop(db, 2)];
    const person = (id: string, { workspace } = mine) => mintCaller(workspace, { kind: "person", id }, ["orders.read"]);
    const columns = (id: string, { workspace } = mine) => db.read(workspace, (reading) => readColumns(reading, id));
    await chooseColumns({ db }, person("p-1"), ["total", "customer"]);
    await chooseColumns({ db }, person("p-1"), ["customer", "total", "country"]);
    expect(await columns("p-1")).toEqual(["customer", "total", "country"]);
    expect([await columns("p-2"), await columns("p-1", theirs)]).toEqual([null, null]);
    await chooseColumns({ db }, person("p-1", theirs), []);
    expect([await columns("p-1", theirs), (await columns("p-1"))?.length]).toEqual([[], 3]);
    await chooseColumns({ db }, person("p-1"), null);
    expect([await columns("p-1"), await columns("p-1", theirs)]).toEqual([null, []]);
  });

  test("are kept for nobody who is no person, and ask for the right to read orders", async () => {
    const db = await open();
    const { workspace } = await openShop(db);
    await chooseColumns({ db }, mintCaller(workspace, { kind: "command-line" }, ["orders.read"]), ["total"]);
    const kept = await db.read(workspace, ({ q, t }) => q.select().from(t.listSettings));
    expect(kept).toEqual([]);
    const blind = mintCaller(workspace, { kind: "person", id: "p-1" }, []);
    await expect(chooseColumns({ db }, blind, ["total"])).rejects.toThrow(NotAllowed);
  });
});
