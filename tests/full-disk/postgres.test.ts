import { createHash, randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, test } from "vitest";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { callRoute } from "../support/call-route";
import { carryOn } from "../support/carry-on";
import { cardAtOpenAi, chatAtOpenAi } from "../support/cases";
import type { TestUser } from "../support/database";
import { expectPaid, expectWhole } from "../support/expect-job";
import { ledgerOf } from "../support/ledger";
import { problem } from "../support/problem";
import { keepLedgersSound } from "../support/sound-ledgers";
import { testSecrets, useWorld } from "../support/world";
import { onSmallDisk } from "./on-small-disk";

const [uploads, upload, jobs, job, artifact, checkAll] = await Promise.all([
  import("@/app/api/uploads/route"),
  import("@/app/api/uploads/[...path]/route"),
  import("@/app/api/jobs/route"),
  import("@/app/api/jobs/[id]/route"),
  import("@/app/api/jobs/[id]/artifacts/[name]/route"),
  import("@/app/api/status/check-all/route"),
]);

const photo = await renderSamplePhoto(4);

await onSmallDisk(import.meta.url, (disk) => {
  const world = useWorld({ ownsPostgres: true, env: { MAX_ACTIVE_JOBS: "500" } });
  keepLedgersSound(world);
  afterEach(() => disk.empty());

  /** Room for rows, and none for files (see scripts/stack/lite-disk.mjs). */
  const roomForRows = 70 * 1024 ** 2;

  /** What users were told that we have, by the hash of its bytes: it must never be anything else. */
  const acknowledged: Array<{ sha256: string; read: () => Promise<Response> }> = [];

  beforeAll(async () => {
    const { user, job: done } = await world.newJob(cardAtOpenAi);
    await carryOn(world, done.id);
    const name = "card.jpg";
    const read = () =>
      callRoute(artifact.GET, `/a/${name}`, { headers: as(user), params: { id: done.id, name } });
    acknowledged.push({ sha256: await sha256Of(await read()), read });
    await send(user);
  });

  const as = (user: Pick<TestUser, "accessToken">) => ({ authorization: `Bearer ${user.accessToken}` });

  async function sha256Of(response: Response): Promise<string> {
    expect(response.status).toBe(200);
    return createHash("sha256")
      .update(Buffer.from(await response.arrayBuffer()))
      .digest("hex");
  }

  /** Uploads the picture; what is acknowledged is remembered. */
  async function send(user: Pick<TestUser, "accessToken">): Promise<Response> {
    const body = new FormData();
    body.append("file", new Blob([new Uint8Array(photo)]), "a.jpg");
    const answer = await callRoute(uploads.POST, "/u", { method: "POST", headers: as(user), body });
    if (answer.status === 201) {
      const { path } = (await answer.clone().json()) as { path: string };
      const params = { path: path.split("/") };
      const read = () => callRoute(upload.GET, `/api/uploads/${path}`, { headers: as(user), params });
      acknowledged.push({ sha256: createHash("sha256").update(photo).digest("hex"), read });
    }
    return answer;
  }

  /** Asks for an answer to a question of some length. */
  function ask(user: Pick<TestUser, "accessToken">): Promise<Response> {
    const prompt = Array.from({ length: 70 }, () => randomUUID()).join(" ");
    const headers = { ...as(user), "content-type": "application/json" };
    const body = JSON.stringify({ kind: "chat", input: { prompt } });
    return callRoute(jobs.POST, "/j", { method: "POST", headers, body });
  }

  const readJob = (user: Pick<TestUser, "accessToken">, id: string) =>
    callRoute(job.GET, `/j/${id}`, { headers: as(user), params: { id } });

  function runCheckAll(): Promise<Response> {
    const headers = { authorization: `Bearer ${testSecrets.cron}` };
    return callRoute(checkAll.POST, "/c", { method: "POST", headers });
  }

  /** Leaves PostgreSQL no byte, but a whole segment of its log: what it cannot do then is to make a table larger. */
  async function fillUp(): Promise<void> {
    await world.db.sql`checkpoint`;
    await world.db.sql`select pg_switch_wal()`;
    await world.db.sql`checkpoint`;
    disk.fill();
  }

  async function expectFull(answer: Response): Promise<void> {
    const { status, detail } = await problem(answer);
    expect([503, 507]).toContain(status);
    expect(detail).toMatch(/^[A-Z].+\.$/);
    expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
  }

  async function expectAllThere(): Promise<void> {
    for (const { sha256, read } of acknowledged) expect(await sha256Of(await read())).toBe(sha256);
  }

  test("a result that storage has no room for says so, waits, and is kept whole once there is room, paid for once", async () => {
    world.provider.sandbox.journal.clear();
    const { job: card } = await world.newJob(cardAtOpenAi);
    await checkJob(card.id, "step");
    disk.fill(roomForRows);
    await world.finishWork();
    await world.age(card.id, 130_000);
    expect((await runCheckAll()).status).toBe(200);
    expect(await world.read(card.id)).toMatchObject({
      status: "processing",
      error: null,
      delay: { code: "storage_full", message: expect.stringContaining("no room") },
    });
    await expectFull(await send(await world.db.createUser()));

    disk.empty();
    expect(await carryOn(world, card.id)).toBe("completed");
    await expectWhole(world, cardAtOpenAi, card.id);
    expectPaid(world, cardAtOpenAi);
    await expectAllThere();
  });

  test("on a full disk uploads and new jobs are refused with a sentence, what was taken is there, and all goes on with space", async () => {
    const running = await world.newJob(cardAtOpenAi);
    await checkJob(running.job.id, "step");
    const user = await world.db.createUser();
    await fillUp();

    await expectFull(await send(user));
    const taken: string[] = [];
    let answer = await ask(user);
    for (; answer.status === 201; answer = await ask(user)) {
      taken.push(((await answer.json()) as { id: string }).id);
    }
    await expectFull(answer);
    await world.finishWork();
    const checked = await runCheckAll();
    if (checked.status !== 200) await expectFull(checked);
    expect((await readJob(running.user, running.job.id)).status).toBe(200);
    expect(await world.read(running.job.id)).toMatchObject({ error: null, output: null });
    await expectAllThere();

    disk.empty();
    expect((await send(user)).status).toBe(201);
    expect((await ask(user)).status).toBe(201);
    for (const id of [...taken, running.job.id]) expect(await carryOn(world, id)).toBe("completed");
    await expectWhole(world, cardAtOpenAi, running.job.id);
    expect(await ledgerOf(world, running.job.id, "failed")).toEqual([]);
    await expectAllThere();
  });

  test("a PostgreSQL that its full disk has ended is away, and whole once it is started again with space", async () => {
    const { user, job: chat } = await world.newJob(chatAtOpenAi);
    await checkJob(chat.id, "step");
    disk.fill();
    const log = () => world.db.sql`select pg_logical_emit_message(false, 'filler', repeat('x', 1000000))`;
    await expect(async () => {
      for (let megabytes = 0; megabytes < 100; megabytes++) await log();
    }).rejects.toThrow(/CONNECTION|ECONN|terminating|No space/);
    await expectFull(await send(user));
    await expectFull(await readJob(user, chat.id));

    disk.empty();
    // It may have got up again by itself, and fall once more.
    await world.db.kill().catch(() => undefined);
    await world.db.restart();
    await checkDueJobs("vercel-cron");
    expect((await send(user)).status).toBe(201);
    expect(await carryOn(world, chat.id)).toBe("completed");
    await expectAllThere();
  });
});
