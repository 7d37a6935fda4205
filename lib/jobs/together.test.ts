import { describe, expect, test } from "vitest";
import type { Change } from "./change";
import type { Job, Operation } from "./job";
import type { JobError } from "./job-error";
import { plan } from "./plan";
import type { SlotCount } from "./slots";
import {
  at,
  decided,
  finishedPicture,
  foundWith,
  jobWith,
  keptWhole,
  noon,
  picture,
  pictures,
  savedPicture,
  together,
  trained,
} from "@/tests/support/sample-jobs";

const overloaded: JobError = { code: "server_error", message: "Sorry.", retryable: true, charged: null };
const moderated: JobError = { code: "rejected", message: "No.", retryable: false, charged: false };

const spoilt = (slot: number, error: JobError | null, fields: Partial<Operation> = {}) =>
  picture(slot, { state: "failed", error, endedAt: noon, ...fields });
const unknown = (slot: number) => picture(slot, { state: "unknown", providerRef: null });

const slots: SlotCount = (_job, step) => (step === "generating" ? pictures : 1);
const underWay = (operations: Operation[], fields: Partial<Job> = {}) =>
  jobWith({ status: "processing", stage: "generating", operations: [trained, ...operations], ...fields });
const verdict = (operations: Operation[], fields: Partial<Job> = {}, now = noon): Change =>
  decided(underWay(operations, fields), foundWith({}), now, 0, { profile: together, slots });
const begins = (operations: Operation[], fields: Partial<Job> = {}) => {
  const { step, begin } = plan(underWay(operations, fields), together, slots, noon);
  return { step: step?.name, begin };
};
const goesOn = { status: "processing", autoRetry: false, error: null };

describe("a failure in a step that ends together", () => {
  test("is waited with until the rest has ended", () => {
    expect(verdict([spoilt(0, moderated), picture(1), savedPicture(2)])).toMatchObject(goesOn);
    expect(verdict([unknown(0), picture(1), savedPicture(2)])).toMatchObject(goesOn);
  });

  test("is waited with until what the rest made is kept, and the next step with it", () => {
    const made = [spoilt(0, moderated), finishedPicture(1), savedPicture(2)];
    expect(verdict(made)).toMatchObject({ ...goesOn, nextCheckInMs: 0, stage: "generating" });
    expect(begins(made)).toEqual({ step: "generating", begin: [] });
  });

  test("does not keep what has not been begun from being begun", () => {
    expect(begins([spoilt(0, moderated), savedPicture(1)])).toEqual({ step: "generating", begin: [2] });
  });

  test("then ends the job, with its reason and by its name", () => {
    expect(verdict([savedPicture(0), spoilt(1, moderated), savedPicture(2)])).toMatchObject({
      status: "failed",
      autoRetry: false,
      error: { code: "rejected", message: "Scene 2, its picture: No.", retryable: false },
    });
  });

  test("ends it in the very check in which the last of the rest is kept", () => {
    const last = finishedPicture(2);
    const job = underWay([savedPicture(0), spoilt(1, moderated), last]);
    const found = foundWith({}, { kept: [keptWhole(last)] });
    expect(decided(job, found, noon, 0, { profile: together, slots }).status).toBe("failed");
  });

  test("is not named twice where it begins with that part of the job", () => {
    const error = { ...moderated, message: "Scene 2: its picture cannot be read." };
    expect(verdict([savedPicture(0), spoilt(1, error), savedPicture(2)]).error?.message).toBe(error.message);
  });

  test("is tried again by itself, it alone, where that may help", () => {
    const made = [savedPicture(0), spoilt(1, overloaded), savedPicture(2)];
    const change = verdict(made);
    expect(change).toMatchObject({
      autoRetry: true,
      status: "pending",
      delay: { message: "Attempt 1 failed: Scene 2, its picture: Sorry." },
    });
    expect(begins(made, { attempt: 2, autoRetries: 1 })).toEqual({ step: "generating", begin: [1] });
  });

  test("is for a person where any of them is, and that one is the reason", () => {
    const message = (operations: Operation[]) => verdict(operations).error?.message;
    const paid = { ...overloaded, message: "Half a file.", charged: true };
    expect(message([spoilt(0, overloaded), spoilt(1, moderated), savedPicture(2)])).toMatch(
      /^Scene 2, .*No\./,
    );
    expect(message([spoilt(0, overloaded), savedPicture(1), spoilt(2, paid)])).toMatch(/^Scene 3, .*Half/);
    expect(message([spoilt(0, overloaded), unknown(1), savedPicture(2)])).toMatch(
      /^Scene 2, .*no proper answer/,
    );
    const lost = spoilt(1, { ...overloaded, message: "Gone." }, { missingSince: noon });
    expect(message([spoilt(0, overloaded), lost, savedPicture(2)])).toMatch(/^Scene 2, .*Gone/);
  });

  test("is not looked up once more, of a start that nobody can find out about, while the rest goes on", () => {
    const todo = plan(underWay([unknown(0), picture(1), savedPicture(2)]), together, slots, at(3_600_000));
    expect(todo).toMatchObject({ step: { name: "generating" }, begin: [], reconcile: [], settling: [] });
    expect(todo.observe).toHaveLength(1);
  });

  test("is the reason as well where the time of the rest is over", () => {
    const end = at(together.deadlineMs + together.graceMs);
    const change = verdict([spoilt(0, moderated), picture(1), savedPicture(2)], {}, end);
    expect(change).toMatchObject({ status: "failed", error: { code: "rejected" } });
    const late = verdict([picture(0), picture(1), savedPicture(2)], {}, end);
    expect(late).toMatchObject({ status: "failed", error: { code: "timed_out" } });
  });
});

describe("what comes after a step that ends together", () => {
  test("begins once all of it is kept, and not before", () => {
    const two = [savedPicture(0), savedPicture(1)];
    expect(begins([...two, finishedPicture(2)])).toEqual({ step: "generating", begin: [] });
    expect(begins([...two, savedPicture(2)])).toEqual({ step: "joining", begin: [0] });
  });

  test("ends at once where a piece of it fails because of the work before it, and nobody pays again unasked", () => {
    const piece = picture(0, { step: "joining", provider: null, state: "failed", error: overloaded });
    const paid = { ...overloaded, message: "It is empty.", charged: true };
    const made = [savedPicture(0), spoilt(1, paid), savedPicture(2), piece];
    expect(verdict(made, { stage: "joining" })).toMatchObject({
      status: "failed",
      autoRetry: false,
      error: { message: "Scene 2, its picture: It is empty." },
    });
    expect(begins(made, { attempt: 2 })).toEqual({ step: "generating", begin: [1] });
    expect(begins([...made, savedPicture(1, { attempt: 2 })], { attempt: 2 })).toEqual({
      step: "joining",
      begin: [0],
    });
  });
});
