import { describe, expect, test } from "vitest";
import type { Operation } from "./job";
import { settleMs } from "./operation";
import { enginesToBegin, plan } from "./plan";
import { operationAt, type SlotCount } from "./slots";
import {
  at,
  finishedPicture,
  jobWith,
  noon,
  operationWith,
  picture,
  profile,
  savedPicture,
  slots,
  trained,
} from "@/tests/support/sample-jobs";

const planOf = (operations: Operation[], attempt = 1, now = noon) =>
  plan(jobWith({ attempt, operations }), profile, slots, now);

describe("a check", () => {
  test("of a new job begins the first step", () => {
    expect(planOf([])).toMatchObject({
      step: { name: "training" },
      begin: [0],
      reconcile: [],
      settling: [],
      observe: [],
      keep: [],
      pieces: [],
    });
  });

  test("asks about what runs, and begins nothing beside it", () => {
    const training = operationWith();
    expect(planOf([training])).toMatchObject({ begin: [], observe: [training] });
  });

  test("begins every slot of the next step once the one before has ended", () => {
    expect(planOf([trained])).toMatchObject({ step: { name: "generating" }, begin: [0, 1, 2] });
  });

  test("does not begin again what was begun", () => {
    const made = [picture(0), picture(1, { state: "planned" }), finishedPicture(2)];
    expect(planOf([trained, ...made])).toMatchObject({ begin: [1], observe: [made[0]], keep: [made[2]] });
  });

  test("saves finished pictures while others still run, and those alone that are not saved yet", () => {
    const [first, second] = [savedPicture(0), finishedPicture(1)];
    const todo = planOf([trained, first, second, picture(2)]);
    expect(todo.keep).toEqual([second]);
  });

  test("asks again about finished work whose links were refused: there may be new ones", () => {
    const refused = finishedPicture(0, { missingSince: noon });
    const todo = planOf([trained, refused, finishedPicture(1), finishedPicture(2)]);
    expect(todo.step).toBeNull();
    expect(todo.observe).toEqual([refused]);
  });

  test("has nothing to do where everything is saved or spoilt", () => {
    const first = savedPicture(0);
    const spoilt = [picture(1, { state: "failed" }), picture(2, { state: "canceled" })];
    expect(planOf([trained, first, ...spoilt])).toEqual({
      step: null,
      begin: [],
      reconcile: [],
      settling: [],
      observe: [],
      keep: [],
      pieces: [],
    });
  });
});

describe("a start of unknown fate", () => {
  const crashed = operationWith({ state: "starting", providerRef: null, runningAt: null });

  test("is left alone until it has settled, and never begun again", () => {
    const todo = planOf([crashed], 1, at(settleMs - 1));
    expect(todo).toMatchObject({ begin: [], reconcile: [], observe: [] });
  });

  test("is looked up once it has settled", () => {
    expect(planOf([crashed], 1, at(settleMs))).toMatchObject({ begin: [], reconcile: [crashed] });
  });

  test("of an earlier attempt is left alone as long: its create call may still be under way", () => {
    expect(planOf([crashed], 2, at(1))).toMatchObject({ begin: [], reconcile: [], settling: [crashed] });
  });
});

describe("who would be asked for something new", () => {
  const [first, second] = profile.steps;
  if (!first || !second) throw new Error("the sample has two steps");
  const both = { ...profile, steps: [first, { ...second, parts: ["picture", "voice"] }] };
  const engines = {
    training: { provider: "astria", model: null },
    picture: { provider: "fal", model: "flux" },
    voice: { provider: "openai-media", model: "tts" },
  };
  const askedFor = (operations: Operation[], count: SlotCount = slots) =>
    enginesToBegin(jobWith({ attempt: 2, engines, operations }), both, count).map(({ provider }) => provider);

  test("is everybody for a job that has nothing, each once, also where nobody knows how much there is to do", () => {
    expect(askedFor([])).toEqual(["astria", "fal", "openai-media"]);
    expect(askedFor([], (_job, step) => (step === "training" ? 1 : null))).toEqual([
      "astria",
      "fal",
      "openai-media",
    ]);
  });

  test("is who has a part that failed or was superseded, and nobody whose work is done or still runs", () => {
    const made = [savedPicture(0), savedPicture(1), savedPicture(2)];
    expect(askedFor([trained, ...made])).toEqual([]);
    const [one, two, three] = made;
    if (!one || !two || !three) throw new Error("there are three");
    expect(askedFor([trained, one, { ...two, supersededAt: noon }, three])).toEqual(["openai-media"]);
    expect(askedFor([trained, picture(0), two, picture(2, { state: "failed" })])).toEqual(["fal"]);
    expect(askedFor([trained, picture(0), picture(1), picture(2, { state: "starting" })])).toEqual([]);
  });
});

describe("a retry", () => {
  test("adopts what succeeded or still runs", () => {
    const made = [finishedPicture(0), picture(1), picture(2, { state: "failed" })];
    const todo = planOf([trained, ...made], 2);
    expect(todo).toMatchObject({ begin: [2], observe: [made[1]], keep: [made[0]] });
  });

  test.each(["failed", "canceled", "unknown", "planned"] as const)("starts again what is %s", (state) => {
    expect(planOf([operationWith({ state })], 2).begin).toEqual([0]);
  });

  test("does not start again what failed in this attempt", () => {
    const made = [picture(0, { state: "failed", attempt: 2 }), finishedPicture(1), picture(2)];
    expect(planOf([trained, picture(0, { state: "failed" }), ...made], 2).begin).toEqual([]);
  });

  test("does not save what another operation has replaced", () => {
    const [old, fresh] = [finishedPicture(0), finishedPicture(0, { attempt: 2 })];
    const todo = planOf([trained, old, fresh, picture(1), picture(2)], 2);
    expect(todo.keep).toEqual([old]);
  });
});

/** The attempt of the operation that counts for the training. */
const counting = (...operations: Operation[]) => operationAt(jobWith({ operations }), "training", 0)?.attempt;

describe("the operation that counts for a slot", () => {
  test("is the latest", () => {
    const failures = [1, 3, 2].map((attempt) => operationWith({ state: "failed", attempt }));
    expect(counting(...failures)).toBe(3);
  });

  test("is a success of any attempt", () => {
    const [old, made, fresh] = [1, 2, 3].map((attempt) =>
      operationWith({ attempt, state: attempt === 2 ? "succeeded" : "running" }),
    );
    for (const operations of [
      [old, made, fresh],
      [fresh, made, old],
      [made, old, fresh],
    ]) {
      expect(counting(...operations.flatMap((each) => each ?? []))).toBe(2);
    }
  });

  test("is none that was superseded, whatever became of it: the slot is begun anew", () => {
    const old = operationWith({ state: "succeeded", supersededAt: noon });
    expect(counting(old)).toBeUndefined();
    expect(counting(old, operationWith({ attempt: 2 }))).toBe(2);
    for (const state of ["succeeded", "failed", "running", "starting", "unknown"] as const) {
      expect(planOf([operationWith({ state, supersededAt: noon })], 2, at(settleMs))).toMatchObject({
        begin: [0],
        reconcile: [],
        observe: [],
        keep: [],
      });
    }
  });

  test("is none of another step or slot", () => {
    expect(counting(picture(0), operationWith({ slot: 1 }))).toBeUndefined();
  });
});
