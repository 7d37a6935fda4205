import { expect, test, vi } from "vitest";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { carryOn } from "../support/carry-on";
import { cases } from "../support/cases";
import { expectDelayed, underWay } from "../support/delayed";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

// So slow that nothing is over by the time its create call is answered, however busy this machine is.
const world = useWorld({ speed: 1 });
keepLedgersSound(world);

test("hearing nothing at all for 15 s delays each job of a batch, and fails none", async () => {
  world.provider.sandbox.setFaults(cases.map(({ ask }) => `slow@${ask.place}`).join() + ",slow-ms=20000");
  const jobs = await Promise.all(cases.map(async (of) => ({ of, id: await underWay(world, of) })));
  const later = setTimeout;
  // Thirty times as fast: whoever waits longer than 15 s is answered.
  const hurry = vi.spyOn(globalThis, "setTimeout");
  hurry.mockImplementation((work, ms) => later(work, ms === 15_000 ? 500 : ms));
  await checkDueJobs("vercel-cron");
  hurry.mockRestore();
  for (const { id } of jobs) await expectDelayed(world, id, "timeout");
  world.provider.sandbox.setFaults("");
  for (const { id } of jobs) expect(await carryOn(world, id)).toBe("completed");
}, 60_000);
