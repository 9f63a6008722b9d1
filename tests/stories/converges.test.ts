import { expect, it } from "vitest";
import { describeOnBothEngines } from "../engines/describe-on-both-engines.ts";
import { type BadDay, setAside, sufferBadDay } from "./bad-day.ts";
import { buildTown } from "./town.ts";
import { unlike } from "./unlike.ts";

/** `npm run story` is told how much by these; here stands what every test run can afford. */
const day: BadDay = {
  actions: Number(process.env.STORY_ACTIONS ?? 300),
  kills: Number(process.env.STORY_KILLS ?? 3),
  faults: Number(process.env.STORY_FAULTS ?? 0.05),
};
const seed = Number(process.env.STORY_SEED ?? 20261123);

describeOnBothEngines("a bad day", (_open, engine) => {
  it(`${day.actions} actions in each shop, every fault on, ${day.kills} kill -9: then the list equals the shops' truth`, {
    timeout: 3_600_000,
  }, async () => {
    const { url } = await engine.place("empty");
    const town = await buildTown({ seed, orders: 30, ...(url ? { databaseUrl: url, workers: 2 } : {}) });
    try {
      await town.start();
      const db = await engine.open({ url, file: town.file });
      await sufferBadDay(town, db, day);
      const { wrong, unheard } = await unlike(db, town);
      console.log(
        `${engine.dialect}: ${wrong.length} differences; ${unheard.length} Shopify orders whose delete bell was lost`,
      );
      expect(wrong).toEqual([]);
      expect(await setAside(db)).toEqual([]);
    } finally {
      await town.close();
    }
  });
});
