import { beforeEach, expect, test, vi } from "vitest";
import { DatabaseError } from "@/lib/db/database-error";
import { NoRoom } from "@/lib/db/storage";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { findMade, keepMade, type Answered } from "./keep-made";

stubEnvironment();

/** Called once what is kept is made small. */
const small = vi.hoisted(() => ({ begin: vi.fn<() => void>(), isWaitedFor: Promise.resolve() }));
vi.mock("./keep-small", () => ({ keepSmall: async () => small.begin() }));

const storage = vi.hoisted(() => ({
  files: new Map<string, Buffer>(),
  refuse: null as null | (() => Error),
  tries: 0,
}));
vi.mock("@/lib/db/storage", async (original) => ({
  ...(await original<object>()),
  storeFile: async (_bucket: string, path: string, bytes: Buffer) => {
    storage.tries += 1;
    await small.isWaitedFor;
    if (storage.refuse) throw storage.refuse();
    storage.files.set(path, bytes);
  },
  loadFile: async (_bucket: string, path: string) => {
    const bytes = storage.files.get(path);
    return bytes ? new Blob([new Uint8Array(bytes)]) : null;
  },
}));

/** Pauses take no time, but as much as they say. */
const clock = vi.hoisted(() => ({ now: 0 }));
vi.mock("node:timers/promises", () => ({
  setTimeout: async (ms: number) => void (clock.now += ms),
}));

beforeEach(() => {
  storage.files.clear();
  Object.assign(storage, { refuse: null, tries: 0 });
  clock.now = 0;
  small.isWaitedFor = Promise.resolve();
  vi.spyOn(performance, "now").mockImplementation(() => clock.now);
  return () => vi.restoreAllMocks();
});

/** A second of silence. Its header says that nobody knew how long it would be, as that of a stream does. */
const wav = Buffer.concat([
  Buffer.from("RIFF\xff\xff\xff\xffWAVEfmt ", "latin1"),
  Buffer.from([16, 0, 0, 0, 1, 0, 1, 0, 0xc0, 0x5d, 0, 0, 0x80, 0xbb, 0, 0, 2, 0, 16, 0]),
  Buffer.from("data\xff\xff\xff\xff", "latin1"),
  Buffer.alloc(48_000),
]);
const answered: Answered = {
  job: { id: "job", userId: "user" },
  operation: { id: "operation" },
  makes: "voices",
};
const path = "user/job/operation/answer";
const observation = { state: "succeeded", files: [], tokensUsed: 7 } as const;
const keep = (made: Buffer) =>
  keepMade(answered, { ref: "r", observation: { ...observation, files: [] }, made });

test("an answer is made small while it is stored, and not only then: what was paid for waits for that no longer", async () => {
  const begun = Promise.withResolvers<void>();
  small.begin.mockImplementation(begun.resolve);
  small.isWaitedFor = begun.promise;
  expect(await keep(wav)).toMatchObject({ observation: { state: "succeeded" } });
});

test("an answer is stored, and is the result, with what was said besides; whoever comes later finds it there", async () => {
  const outcome = await keep(wav);
  const stored = { contentType: "audio/wav", bytes: wav.length, storagePath: path };
  expect(outcome).toMatchObject({
    type: "started",
    ref: "r",
    observation: {
      state: "succeeded",
      tokensUsed: 7,
      files: [{ url: `stored:${path}`, expiresAt: null, stored }],
    },
  });
  expect(storage.files.get(path)?.equals(wav)).toBe(true);
  expect(await findMade(answered)).toEqual({
    state: "succeeded",
    files:
      "observation" in outcome && outcome.observation?.state === "succeeded" && outcome.observation.files,
  });
});

test.each([
  ["nothing", Buffer.alloc(0)],
  ["a page", Buffer.from("<!DOCTYPE html><h1>Just a moment...</h1>")],
  ["a picture", Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(600)])],
])("%s in the place of a voice is no result, was charged, and is not stored", async (_what, made) => {
  expect(await keep(made)).toMatchObject({
    type: "started",
    observation: { state: "failed", error: { code: "no_result", charged: true } },
  });
  expect(storage.tries).toBe(0);
});

test("what storage takes none of for its size is not tried again, and has failed", async () => {
  storage.refuse = () => new NoRoom("storing a file: too large");
  expect(await keep(wav)).toMatchObject({
    observation: { error: { code: "result_too_large", charged: true } },
  });
  expect(storage.tries).toBe(1);
});

test("where storage is away for long, the work is not begun again, and its file is stored as soon as it is back", async () => {
  const backAt = 200_000;
  storage.refuse = () => {
    if (clock.now >= backAt) storage.refuse = null;
    return new DatabaseError("storing a file: fetch failed", undefined, { status: 0 });
  };
  const outcome = await keep(wav);
  expect(outcome).toMatchObject({ type: "uncertain", isAccepted: true });
  await vi.waitFor(async () => expect(await findMade(answered)).toMatchObject({ state: "succeeded" }));
  expect(clock.now).toBeGreaterThan(backAt);
  // Nobody looks before it could have been stored.
  expect("settleMs" in outcome && outcome.settleMs).toBeGreaterThan(clock.now - 20_000);
});
