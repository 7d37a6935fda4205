import { describe, expect, test } from "vitest";
import type { Job, Operation } from "./job";
import type { JobError } from "./job-error";
import type { KindProfile } from "./kind-profile";
import { plan } from "./plan";
import {
  at,
  decided,
  finishedPicture,
  foundWith,
  jobWith,
  minutes,
  noon,
  picture,
  profile,
  savedPicture,
  seconds,
  slots,
  trained,
} from "@/tests/support/sample-jobs";

/** A kind whose pictures wait for room at their provider, where there is none, for as long as it allows. */
const patient: KindProfile = {
  ...profile,
  automaticRetries: 3,
  steps: profile.steps.map((step) => ({ ...step, ...(step.partial && { goesOnAfter: ["queue_full"] }) })),
};
const full: JobError = {
  code: "queue_full",
  message: "Too much waits there",
  retryable: true,
  charged: false,
};
const moderated: JobError = { code: "rejected", message: "No.", retryable: false, charged: false };
const postponed = (slot: number, fields: Partial<Operation> = {}) =>
  picture(slot, { state: "failed", error: full, endedAt: noon, ...fields });
const refused = (slot: number, fields: Partial<Operation> = {}) =>
  postponed(slot, { error: moderated, ...fields });

const underWay = (operations: Operation[], fields: Partial<Job> = {}) =>
  jobWith({ status: "processing", stage: "generating", operations: [trained, ...operations], ...fields });
const verdict = (operations: Operation[], fields: Partial<Job> = {}, now = noon, kind = patient) =>
  decided(underWay(operations, fields), foundWith({}), now, 0, { profile: kind });
const beginsNext = (operations: Operation[], fields: Partial<Job> = {}) =>
  plan(underWay(operations, { attempt: 2, autoRetries: 1, ...fields }), patient, slots, noon).begin;

describe("where the provider had no room for a part of the work", () => {
  test("the job goes on by itself once the rest has ended, and says why", () => {
    expect(verdict([savedPicture(0), postponed(1), refused(2)])).toMatchObject({
      autoRetry: true,
      status: "pending",
      error: null,
      output: null,
      delay: { code: "retrying", message: "Not all of it could be done yet: Too much waits there." },
      nextCheckInMs: minutes,
    });
  });

  test("it does so though nothing else was done, and though all else failed for good", () => {
    expect(verdict([postponed(0), postponed(1), postponed(2)]).autoRetry).toBe(true);
    expect(verdict([refused(0), refused(1), postponed(2)]).autoRetry).toBe(true);
  });

  test("not before the rest has ended and is kept: there may be room by then", () => {
    expect(verdict([picture(0), postponed(1), savedPicture(2)])).toMatchObject({
      autoRetry: false,
      status: "processing",
    });
    const unkept = verdict([finishedPicture(0), postponed(1), savedPicture(2)]);
    expect(unkept).toMatchObject({ autoRetry: false, status: "processing" });
  });

  test("it waits twice as long each time, less up to a fifth by chance", () => {
    const wait = (autoRetries: number, random = 0) => {
      const attempt = autoRetries + 1;
      const job = underWay([savedPicture(0), postponed(1, { attempt }), savedPicture(2)], {
        autoRetries,
        attempt,
      });
      return decided(job, foundWith({}), noon, random, { profile: patient }).nextCheckInMs;
    };
    expect([0, 1, 2].map((retries) => wait(retries))).toEqual([minutes, 2 * minutes, 4 * minutes]);
    expect(wait(0, 0.999)).toBeCloseTo(48 * seconds, -2);
  });

  test("it is completed with what there is once that was tried as often as the kind allows, or its time is over", () => {
    const often = { autoRetries: patient.automaticRetries, attempt: 4 };
    const last = [savedPicture(0), postponed(1, { attempt: 4 }), refused(2)];
    expect(verdict(last, often)).toMatchObject({ autoRetry: false, status: "completed" });
    const late = verdict([savedPicture(0), postponed(1), refused(2)], {}, at(patient.deadlineMs));
    expect(late).toMatchObject({ autoRetry: false, status: "completed" });
  });

  test("it fails for that reason where nothing was done as often", () => {
    const attempt = 4;
    const all = [0, 1, 2].map((slot) => postponed(slot, { attempt }));
    const change = verdict(all, { autoRetries: patient.automaticRetries, attempt });
    expect(change).toMatchObject({ status: "failed", error: { code: "queue_full" } });
  });

  test("a kind that names no such reason is completed with the rest", () => {
    expect(verdict([savedPicture(0), postponed(1), refused(2)], {}, noon, profile)).toMatchObject({
      autoRetry: false,
      status: "completed",
    });
  });

  test("what was paid for, or is for a person to decide, is no such reason, whatever its code", () => {
    const decides = (error: JobError) =>
      verdict([savedPicture(0), postponed(1, { error }), refused(2)]).status;
    expect(decides({ ...full, charged: true })).toBe("completed");
    expect(decides({ ...full, retryable: false })).toBe("completed");
  });
});

describe("an attempt that began by itself", () => {
  test("begins what had no room, and not what was done or failed for good", () => {
    expect(beginsNext([savedPicture(0), postponed(1), refused(2)])).toEqual([1]);
  });

  test("does not begin what nobody knows the start of, or what somebody stopped there", () => {
    const unknown = refused(2, { error: { ...full, code: "start_unknown", charged: null } });
    const stopped = refused(0, { state: "canceled", error: null });
    expect(beginsNext([stopped, postponed(1), unknown])).toEqual([1]);
  });

  test("has failed where what it began fails for good, and nothing else was done", () => {
    const again = postponed(1, { attempt: 2, error: moderated });
    const change = verdict([refused(0), again, refused(2)], { attempt: 2, autoRetries: 1 });
    expect(change).toMatchObject({ status: "failed", error: { code: "rejected" }, autoRetry: false });
  });

  test("counts what failed for good before as behind it", () => {
    const running = picture(1, { attempt: 2 });
    const change = verdict([refused(0), running, savedPicture(2)], {
      attempt: 2,
      autoRetries: 1,
      progress: 0,
    });
    // From 60 to 97, two of three parts.
    expect(change.progress).toBeGreaterThanOrEqual(84);
  });

  test("is followed by one that a person asked for: that begins all that failed", () => {
    const operations = [refused(0), refused(1, { attempt: 2 }), savedPicture(2)];
    expect(beginsNext(operations, { attempt: 3, autoRetries: 0 })).toEqual([0, 1]);
  });
});
