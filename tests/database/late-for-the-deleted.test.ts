import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { recordFates } from "@/lib/db/commit-checks";
import { settleWork } from "@/lib/db/leftovers";
import { readJobRecord } from "@/lib/db/read-jobs";
import { takenRefs } from "@/lib/db/taken-refs";
import { recordWebhook } from "@/lib/db/webhooks";
import { referenceTaken } from "@/lib/jobs/failures";
import type { Operation } from "@/lib/jobs/job";
import { endUndo } from "../support/traces";
import { useDeletions } from "./deletions";
import { claim, readRow, untilWaiting } from "./rows";

const { db, userId, remove, restore, take, count, running, work } = useDeletions();

type Begun = Operation & { jobId: string };

/** Work of a new job whose create call is under way. */
async function starting(): Promise<Begun> {
  const jobId = await running();
  await work(jobId, { state: "starting", settles_at: new Date(Date.now() + 60_000) });
  const [operation] = (await readJobRecord(jobId))?.operations ?? [];
  if (!operation) throw new Error("It was begun.");
  return { ...operation, jobId };
}

const begun = (operation: Operation, providerRef: string): Operation => ({
  ...operation,
  state: "running",
  providerRef,
});

describe("what comes for a deleted job", () => {
  const tells = (operationId: string | null, providerRef: string | null) =>
    recordWebhook({ provider: "astria", deliveryId: randomUUID(), operationId, providerRef, body: {} });

  test.each([
    ["while it can be put back", false],
    ["after that", true],
  ])(
    "by a webhook %s is written nowhere, and answered as for work that nobody knows",
    async (_when, isOver) => {
      const id = await running();
      const operation = await work(id, { provider_ref: "tune:1" });
      await remove(id);
      if (isOver) {
        await endUndo(db.sql);
        const left = await take();
        await settleWork(
          left.work.map((each) => each.operationId),
          [],
        );
      }
      const unknown = await tells(null, "tune:77");
      for (const told of [tells(operation, "tune:1"), tells(null, "tune:1"), tells(operation, null)])
        expect(await told).toEqual(unknown);
      const inbox = await db.sql`select provider_ref from webhook_inbox`;
      expect(inbox.map((row) => row["provider_ref"])).toEqual(["tune:77"]);
    },
  );

  test("by a webhook at the moment of the deletion is written nowhere either", async () => {
    const id = await running();
    const operation = await work(id, { provider_ref: "tune:1" });
    let telling: ReturnType<typeof tells> | undefined;
    await db.sql.begin(async (sql) => {
      await sql`select delete_job(${id}, ${userId()}, 'manual')`;
      telling = tells(operation, "tune:1");
      await untilWaiting(db.sql, telling);
    });
    expect([(await telling)?.outcome, await count("webhook_inbox")]).toEqual(["kept", 0]);
  });

  test("as the answer of its create call is in its row once it is put back, and else is work to be stopped", async () => {
    const [back, gone] = [await starting(), await starting()];
    await remove(back.jobId);
    await recordFates(randomUUID(), [begun(back, "tune:1")], null);
    await restore(back.jobId);
    expect((await readJobRecord(back.jobId))?.operations).toMatchObject([
      { state: "running", providerRef: "tune:1" },
    ]);

    await remove(gone.jobId);
    await endUndo(db.sql);
    expect((await take()).work).toEqual([]);
    await recordFates(randomUUID(), [begun(gone, "tune:2")], null);
    expect((await take()).work).toMatchObject([{ providerRef: "tune:2", isUnderWay: true }]);
    expect((await tells(null, "tune:2")).outcome).toBe("kept");
    expect(await count("webhook_inbox")).toBe(0);
  });

  test.each([
    [
      "as the answer of its create call",
      (of: Begun) => recordFates(randomUUID(), [begun(of, "tune:1")], null),
    ],
    ["as the first webhook of its work", (of: Begun) => tells(of.id, "tune:1")],
  ])(
    "%s while it is being deleted has that work stopped, or is in its row once it is put back",
    async (_what, comes) => {
      const refs: unknown[] = [];
      for (const isUndone of [true, false]) {
        const operation = await starting();
        let coming: Promise<unknown> | undefined;
        await db.sql.begin(async (sql) => {
          await sql`select delete_job(${operation.jobId}, ${userId()}, 'manual')`;
          coming = comes(operation);
          await untilWaiting(db.sql, coming);
        });
        await coming;
        if (isUndone) {
          await restore(operation.jobId);
          refs.push((await readRow(db.sql, "operations", operation.id))["provider_ref"]);
          await remove(operation.jobId);
        }
        await endUndo(db.sql);
        expect((await take()).work).toMatchObject([{ operationId: operation.id, providerRef: "tune:1" }]);
        await settleWork([operation.id], []);
      }
      expect([refs, await count("webhook_inbox")]).toEqual([["tune:1"], 0]);
    },
  );

  test("as the answer of its create call while it is being put back is in its row", async () => {
    const operation = await starting();
    await remove(operation.jobId);
    let coming: Promise<unknown> | undefined;
    await db.sql.begin(async (sql) => {
      await sql`select restore_job(${operation.jobId}, ${userId()}, 10, 'manual')`;
      coming = recordFates(randomUUID(), [begun(operation, "tune:1")], null);
      await untilWaiting(db.sql, coming);
    });
    await coming;
    expect(await readRow(db.sql, "operations", operation.id)).toMatchObject({ provider_ref: "tune:1" });
  });

  test("as a refusal of its create call, which cost nothing, is in its row too, where whoever says so held it", async () => {
    for (const isHeld of [true, false]) {
      const operation = await starting();
      const claimId = isHeld ? await claim(operation.jobId) : randomUUID();
      await remove(operation.jobId);
      const refused = { ...operation, state: "failed" as const, error: referenceTaken, endedAt: new Date() };
      await recordFates(claimId, [refused], null);
      await restore(operation.jobId);
      const row = await readRow(db.sql, "operations", operation.id);
      expect(row).toMatchObject(isHeld ? { state: "failed", error: referenceTaken } : { state: "starting" });
    }
  });

  test("as the first webhook of work whose create call never answered has that work stopped", async () => {
    const operation = await starting();
    await remove(operation.jobId);
    await endUndo(db.sql);
    await take();
    expect((await tells(operation.id, "tune:9")).outcome).toBe("kept");
    expect((await take()).work).toMatchObject([{ providerRef: "tune:9", isUnderWay: true }]);
  });

  test("is nobody else's work: whoever looks for a start that got lost takes none of it", async () => {
    const id = await running();
    await work(id, { provider_ref: "tune:1" });
    await remove(id);
    await endUndo(db.sql);
    await take();
    expect([...(await takenRefs("astria", ["tune:1", "tune:2"], randomUUID()))]).toEqual(["tune:1"]);
  });
});
