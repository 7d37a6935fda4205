import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OfferedFile, Operation } from "@/lib/jobs/job";
import { operationWith } from "@/tests/support/sample-jobs";
import { readTags, type TagRow } from "./image-tags-rows";

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

const answered = (n: number, tags: readonly string[]) => {
  const text = JSON.stringify({ tags, caption: `Café №${n}\u2028`, colors: ["red"], contains_text: false });
  const output = [{ type: "message", role: "assistant", content: [{ type: "output_text", text }] }];
  const body = { status: "completed", output };
  return { custom_id: idOf(n), response: { status_code: 200, body }, error: null };
};
const refused = (n: number) => ({
  custom_id: idOf(n),
  response: { status_code: 400, body: { error: { code: "invalid_value", message: "It is too small." } } },
});
const unreached = (n: number) => ({
  custom_id: idOf(n),
  error: { code: "batch_expired", message: "Too late." },
});

const fileOf = (lines: readonly unknown[]) =>
  Buffer.from(lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));

const operationOf = (files: readonly Buffer[]): Operation =>
  operationWith({
    state: "succeeded",
    output: { files: files.map((_, index) => ({ url: String(index), expiresAt: null })) },
  });

/** Opens the files of a batch; each stream is cut where `cutAfter` says, and comes in pieces of that size. */
function opener(files: readonly Buffer[], { cutAfter = () => Infinity, piece = 1_000 } = {}) {
  return async ({ url }: OfferedFile, fromByte: number) => {
    const bytes = files[Number(url)] ?? Buffer.alloc(0);
    const until = fromByte + cutAfter();
    return (async function* () {
      for (let at = fromByte; at < bytes.length; at += piece) {
        if (at > until) throw new Error("the connection is gone");
        yield bytes.subarray(at, Math.min(at + piece, until));
      }
      if (until < bytes.length) throw new Error("the connection is gone");
    })();
  };
}

/** What is written, chunk by chunk, as the database has it: the next one only behind the cursor of the last. */
async function taken(operation: Operation, open: ReturnType<typeof opener>, most = Infinity) {
  const rows: TagRow[] = [];
  let { cursor } = operation;
  let chunks = 0;
  const isEnd = () => cursor?.["isEnd"] === true;
  let tries = 0;
  while (!isEnd() && ++tries < 10_000) {
    try {
      for await (const chunk of readTags({ ...operation, cursor }, open)) {
        rows.push(...(chunk.rows as TagRow[]));
        cursor = chunk.cursor;
        // Whoever reads is killed here now and then.
        if (++chunks % most === 0) break;
      }
    } catch {
      // Taken up again from the cursor.
    }
  }
  return { rows, chunks, isEnd: isEnd() };
}

test("each picture's line becomes a row, of either file, in any order", async () => {
  const files = [
    fileOf([answered(3, ["Sea", "sand", "sea"]), answered(1, ["dog"])]),
    fileOf([refused(2), unreached(4)]),
  ];
  const { rows } = await taken(operationOf(files), opener(files));
  expect(rows).toEqual([
    {
      asset_id: idOf(3),
      state: "tagged",
      tags: ["sea", "sand"],
      caption: "Café №3",
      colors: ["red"],
      contains_text: false,
    },
    expect.objectContaining({ asset_id: idOf(1), state: "tagged", tags: ["dog"] }),
    expect.objectContaining({ asset_id: idOf(2), state: "failed", reason_code: "rejected" }),
    expect.objectContaining({ asset_id: idOf(4), state: "left", reason_code: "expired" }),
  ]);
});

test("a line that is about no picture, or is no line at all, holds up no other", async () => {
  const odd = ["", "{", '{"custom_id":"somebody"}', "null", { ...answered(1, ["a"]), custom_id: 7 }];
  const files = [fileOf([...odd, answered(2, ["dog"])])];
  const { rows } = await taken(operationOf(files), opener(files));
  expect(rows.map((row) => row.asset_id)).toEqual([idOf(2)]);
});

test("what it says is text that a database stores", async () => {
  const line = '{"custom_id":"' + idOf(1) + '","error":{"code":"bad","message":"half \\ud800, and \\u0000"}}';
  const files = [fileOf([line])];
  const { rows } = await taken(operationOf(files), opener(files));
  expect(rows[0]?.reason).toContain("half");
  expect(rows[0]?.reason?.isWellFormed()).toBe(true);
  expect(rows[0]?.reason).not.toContain("\0");
});

test("it is written in chunks of 2,500, the last one with what is left", async () => {
  const files = [fileOf(Array.from({ length: 6_000 }, (_, n) => refused(n)))];
  const sizes: number[] = [];
  for await (const { rows } of readTags(operationOf(files), opener(files))) sizes.push(rows.length);
  expect(sizes).toEqual([2_500, 2_500, 1_000]);
});

test.each([
  [10_000, 1],
  [10_001, 2],
  [50_000, 5],
])("of %i images it says nothing of, 10,000 are decided at once: %i chunks end it", async (of, chunks) => {
  const files = [fileOf([refused(1)])];
  const operation = operationOf(files);
  const output = { files: [], ...operation.output, parts: { done: 0, of: of + 1 } };
  const cursors: unknown[] = [];
  for await (const chunk of readTags({ ...operation, output }, opener(files))) {
    expect(chunk.rows).toHaveLength(cursors.length === 0 ? 1 : 0);
    cursors.push(chunk.cursor);
  }
  const closing = Array.from({ length: chunks - 1 }, (_, n) => ({ file: 1, byte: 0, closing: n + 1 }));
  expect(cursors).toEqual([...closing, { file: 1, byte: 0, isEnd: true }]);
  // Killed after any of them, it goes on behind that, whatever came of those before.
  for (const [index, cursor] of closing.entries()) {
    const again: unknown[] = [];
    const then = { ...operation, output, cursor: { ...cursor, tagged: 0, failed: 10_000 } };
    for await (const chunk of readTags(then, opener(files))) again.push(chunk.cursor);
    expect(again.slice(0, chunks - index - 2)).toEqual(closing.slice(index + 1));
    expect(again.at(-1)).toEqual(cursors.at(-1));
  }
});

test("a batch without files, and one that is taken to its end, have nothing to read", async () => {
  expect(await taken(operationOf([]), opener([]))).toMatchObject({ rows: [], chunks: 1, isEnd: true });
  const over = { ...operationOf([]), cursor: { file: 0, byte: 0, isEnd: true } };
  expect((await taken(over, opener([]))).chunks).toBe(0);
});

test("a last line that is not all there yet is waited for, and is not taken for a broken one", async () => {
  const whole = fileOf([answered(1, ["dog"]), answered(2, ["cat"])]);
  const soFar = [whole.subarray(0, whole.length - 5)];
  const read = async () => {
    for await (const { rows, cursor } of readTags(operationOf(soFar), opener(soFar)))
      chunks.push({ rows, cursor });
  };
  const chunks: unknown[] = [];
  await expect(read()).rejects.toThrow("not all there yet");
  const firstEnds = fileOf([answered(1, ["dog"])]).length;
  expect(chunks).toEqual([
    { rows: [expect.objectContaining({ asset_id: idOf(1) })], cursor: { file: 0, byte: firstEnds } },
  ]);
});

describe("whatever breaks while it is read", () => {
  const lines = fc.array(fc.constantFrom(answered, refused, unreached), { maxLength: 30 });

  test("every line is taken once, none twice, none lost: cut at any byte, killed after any chunk", async () => {
    const history = fc.record({
      output: lines,
      errors: lines,
      cuts: fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 1, maxLength: 20 }),
      piece: fc.integer({ min: 1, max: 700 }),
      killedAfter: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(history, async ({ output, errors, cuts, piece, killedAfter }) => {
        const made = [...output, ...errors].map((make, n) => make(n, [`tag ${n}`]));
        const files = [fileOf(made.slice(0, output.length)), fileOf(made.slice(output.length))];
        let cut = 0;
        // Sooner or later a connection holds for long enough, or nothing would ever come.
        const cutAfter = () => cuts[cut++] ?? Infinity;
        const { rows, isEnd } = await taken(
          operationOf(files),
          opener(files, { cutAfter, piece }),
          killedAfter,
        );
        expect(isEnd).toBe(true);
        expect(rows.map((row) => row.asset_id)).toEqual(made.map((line) => line.custom_id));
      }),
      { numRuns: 300 },
    );
  });
});
