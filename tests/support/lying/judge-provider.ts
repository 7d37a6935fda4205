import { beforeAll, describe, expect, test } from "vitest";
import { useVirtualWorld } from "../virtual-world";
import { faultsOf, reportOf } from "./judge";
import { live, type Cast, type Lived } from "./live";

/** As many as come: nobody stands in line for a limit of ours. */
const noLimits = { MAX_RUNNING_PER_PROVIDER: "10000", MAX_ACTIVE_JOBS: "10000" };

/** What must hold at a provider, whatever it says: 500 seeded histories, all at once, in virtual time. */
export function judgeLiar(cast: Cast, env: Record<string, string> = {}): void {
  const world = useVirtualWorld({ ...noLimits, ...env });
  let lived: Lived;
  let faults: ReturnType<typeof faultsOf>;
  beforeAll(async () => {
    lived = await live(world, cast);
    faults = faultsOf(lived);
  }, 900_000);

  describe(`while ${cast.provider} lies in 500 seeded histories`, () => {
    test("every check runs to its end", () => expect(lived.thrown).toEqual([]));
    test("every job ends by deadline, grace and one tick", () => expect(reportOf(faults.late)).toEqual([]));
    test("no operation is created twice", () => expect(reportOf(faults.twice)).toEqual([]));
    test("no other user's job waits", () => expect(reportOf(faults.waiting)).toEqual([]));
    test("nothing is completed without its result", () => expect(reportOf(faults.hollow)).toEqual([]));
    test("no finished file that could be fetched is lost", () => expect(reportOf(faults.lost)).toEqual([]));
    test("liars and honest users alike have jobs that are completed, and liars ones that are not", () => {
      const count = (isHonest: boolean, isDone: boolean) =>
        lived.lives.filter(
          ({ history, job }) => history.isHonest === isHonest && (job.status === "completed") === isDone,
        ).length;
      expect(count(true, true)).toBeGreaterThan(0);
      if (process.env["LYING_SEED"] !== undefined) return;
      expect(count(false, true)).toBeGreaterThan(100);
      expect(count(false, false)).toBeGreaterThan(20);
    });
  });
}
