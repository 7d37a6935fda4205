import { beforeAll, beforeEach, expect, test } from "vitest";
import { claimPiece, extendPiece, finishPiece, putBackPiece, type Piece } from "@/lib/db/pieces";
import { readJobRecord } from "@/lib/db/read-jobs";
import { brokenOff } from "@/lib/jobs/failures";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { insertJob, insertOperation, readRow } from "./rows";

const db = useDatabase();
let userId: string;
let jobId: string;
let pieceId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  jobId = await insertJob(db.sql, userId, { kind: "story_video", status: "processing" });
  pieceId = await insertOperation(db.sql, { id: jobId, userId }, { slot: 0 });
});

/** Lets every lease and every pause run out: whoever held a piece was killed. */
const leaseEnds = () => db.sql`update operations set claim_expires_at = now() - interval '1 second'`;

async function taken(): Promise<Piece> {
  const piece = await claimPiece(["story_video"], 60_000);
  if (!piece) throw new Error("There was nothing to make.");
  return piece;
}

const row = () => readRow(db.sql, "operations", pieceId);

test("a piece that was taken is not running until it is begun, and stays begun where it is put back", async () => {
  const piece = await taken();
  expect(await row()).toMatchObject({ state: "planned", running_at: null, claim_id: piece.claimId });
  expect(await extendPiece(piece, 60_000)).toBe(true);
  const { running_at: begunAt } = await row();
  expect(await row()).toMatchObject({ state: "running", running_at: expect.any(Date) });
  expect(await putBackPiece(piece, 0)).toBe(true);
  expect(await row()).toMatchObject({ state: "planned", running_at: begunAt });
});

test("a piece that cannot be made where it was taken ends without ever having run", async () => {
  expect(await finishPiece(await taken(), { state: "failed", error: brokenOff }, "step")).toBe(true);
  expect(await row()).toMatchObject({ state: "failed", running_at: null, error: brokenOff });
});

test("how often a piece was taken is counted, also from the deaths of those who took it", async () => {
  for (const tries of [1, 2, 3, 4]) {
    const piece = await taken();
    expect(piece.tries).toBe(tries);
    expect(await extendPiece(piece, 60_000)).toBe(true);
    await leaseEnds();
  }
});

test("whoever puts a piece back lives: it is as if it had never been taken", async () => {
  await taken();
  await leaseEnds();
  expect(await putBackPiece(await taken(), 0)).toBe(true);
  expect((await taken()).tries).toBe(1);
});

test("the tries of one attempt are not counted against the next", async () => {
  await taken();
  await db.sql`update jobs set attempt = 2`;
  pieceId = await insertOperation(db.sql, { id: jobId, userId }, { slot: 0, attempt: 2 });
  const piece = await taken();
  expect(piece).toMatchObject({ operationId: pieceId, tries: 1 });
  expect((await readJobRecord(jobId))?.attempt).toBe(2);
});
