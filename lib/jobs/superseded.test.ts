import { expect, test } from "vitest";
import { adoptable } from "./adoptable";
import { estimate } from "./eta";
import { lateError } from "./fatal";
import { plan } from "./plan";
import {
  artifactOf,
  at,
  decided,
  foundWith,
  jobWith,
  keptWhole,
  minutes,
  noon,
  operationWith,
  picture,
  pictures,
  profile,
  savedPicture,
  slots,
  trained,
} from "@/tests/support/sample-jobs";

const supersededAt = noon;

test("a job whose work was all superseded has not started yet", () => {
  const job = jobWith({ attempt: 2, operations: [operationWith({ supersededAt })] });
  expect(decided(job, foundWith({}), at(1_000))).toMatchObject({ status: "pending", stage: null });
  const begun = jobWith({ ...job, operations: [...job.operations, operationWith({ attempt: 2 })] });
  expect(decided(begun, foundWith({}), at(1_000))).toMatchObject({ status: "processing", stage: "training" });
});

test("when superseded work is expected to end says nothing of when the job does", () => {
  const fields = { status: "processing", stage: "training", attempt: 2 } as const;
  const running = operationWith({ attempt: 2 });
  const old = operationWith({ supersededAt, expectedAt: at(90 * minutes) });
  const without = estimate(jobWith({ ...fields, operations: [running] }), profile, noon);
  expect(estimate(jobWith({ ...fields, operations: [old, running] }), profile, noon)).toEqual(without);
  const forecast = operationWith({ expectedAt: at(90 * minutes) });
  expect(estimate(jobWith({ ...fields, operations: [forecast] }), profile, noon)).not.toEqual(without);
});

test("superseded work that was started is no reason to say that what replaces it may have been charged", () => {
  const old = operationWith({ supersededAt });
  const step = profile.steps[0] ?? null;
  expect(lateError(jobWith({ operations: [old] }), step, null)).toMatchObject({ charged: false });
  expect(lateError(jobWith({ operations: [operationWith()] }), step, null)).toMatchObject({ charged: null });
});

test("a retry of a job does not find what was superseded, under way or done", () => {
  const frames = { step: "generating", count: pictures };
  const found = (...operations: ReturnType<typeof picture>[]) =>
    adoptable(jobWith({ status: "failed", operations }), frames);
  const made = [savedPicture(0), savedPicture(1), savedPicture(2)];
  expect(found(trained, ...made)).toBe("result");
  expect(found(...made.map((each) => ({ ...each, supersededAt })))).toBeNull();
  expect(found(picture(0, { supersededAt }))).toBeNull();
});

test("a part made anew is begun alone, and what comes after it waits", () => {
  const made = [savedPicture(0), savedPicture(1, { supersededAt }), savedPicture(2)];
  const job = jobWith({ attempt: 2, operations: [trained, ...made] });
  expect(plan(job, profile, slots, noon)).toMatchObject({
    step: { name: "generating" },
    begin: [1],
    keep: [],
  });
});

test("the ledger counts what was saved without superseded files, and what takes the place of another once", () => {
  const [old, other, anew] = [savedPicture(0, { supersededAt }), savedPicture(1), savedPicture(2)];
  const replaced = { ...artifactOf(anew), storagePath: "before" };
  const artifacts = [artifactOf(old), artifactOf(other), replaced];
  const operations = [trained, old, other, { ...anew, keptAt: null }];
  const job = jobWith({ status: "processing", stage: "generating", attempt: 2, operations, artifacts });
  const { events } = decided(job, foundWith({}, { kept: [keptWhole(anew, [artifactOf(anew)])] }), noon);
  const line = events.find(({ type }) => type === "saved");
  expect(line?.detail).toEqual({ names: ["picture-3.jpg"], total: 2 });
});
