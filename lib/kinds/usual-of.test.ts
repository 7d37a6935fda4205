import { expect, test } from "vitest";
import { noHistory } from "@/lib/jobs/history";
import { seconds, profile, together } from "@/tests/support/sample-jobs";
import { usualOf } from "./usual-of";

const astria = { provider: "astria", model: null };

test("what a job usually takes is what history says of its steps by this engine, and the kind's estimate of the rest", () => {
  const [training, generating] = profile.steps.map(({ usual }) => usual);
  const { saving } = profile;
  expect(usualOf(profile, astria, noHistory)).toEqual({
    lowMs: (training?.p50Ms ?? 0) + (generating?.p50Ms ?? 0) + saving.usual.p50Ms,
    highMs: (training?.p90Ms ?? 0) + (generating?.p90Ms ?? 0) + saving.usual.p90Ms,
  });
  const usual = [
    { kind: profile.kind, step: "training", ...astria, p50Ms: 45 * seconds, p90Ms: 50 * seconds },
  ];
  expect(usualOf(profile, astria, { ...noHistory, usual })?.lowMs).toBe(
    45 * seconds + (generating?.p50Ms ?? 0) + saving.usual.p50Ms,
  );
});

test("of a kind in which others have a part as well, one engine tells nothing", () => {
  expect(usualOf(together, astria, noHistory)).toBeNull();
});
