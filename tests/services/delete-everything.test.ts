import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { AuthAway } from "@/lib/db/session";
import { addEndpoint } from "@/lib/db/endpoints";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { deleteEverything, readLeaving } from "@/lib/services/delete-everything";
import { deleteJob, restoreJob } from "@/lib/services/delete-job";
import { removeDeleted } from "@/lib/services/remove-deleted";
import { storeUpload } from "@/lib/services/store-upload";
import { offerTelegramCode } from "@/lib/db/telegram";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { carryOn } from "../support/carry-on";
import { byName, chatAtOpenAi, photoshootAtAstria, tagsAtOpenAi, videoAtFal } from "../support/cases";
import { holdCall } from "../support/hold-call";
import { interceptFetch } from "../support/intercept-fetch";
import { newAssets } from "../support/new-assets";
import { endWriters, filesOfUser, rowsAbout } from "../support/traces";
import { useWorld, type Person } from "../support/world";

// Slow enough that nothing is done before a test lets it be.
const world = useWorld({ speed: 10, hasPost: true, env: { DEMO_EMAIL: "demo@darkroom.test" } });
const removeTune = "DELETE /astria/tunes/:id";
const calls = (route: string) => world.provider.sandbox.journal.count(route);
const remove = () => removeDeleted(() => true);
const photo = await renderSamplePhoto(7);

beforeEach(() => vi.restoreAllMocks());

/** Everything that names somebody, or is theirs in storage. */
const traces = async ({ id, email }: Person) => ({
  rows: await rowsAbout(world.db.sql, [id, email]),
  files: await filesOfUser(id),
});
const nothing = { rows: {}, files: [] };

/** Nobody is writing any more, and what a file may have been on its way for an hour has come or not. */
async function later(): Promise<void> {
  const { sql } = world.db;
  await endWriters(sql);
  await sql`update leftover_files set due_at = now() - interval '1 second'`;
  await sql`update leftover_work set due_at = now() - interval '1 second'`;
  await checkDueJobs("vercel-cron");
}

/** Supabase's local server removes no accounts: this does what auth does with such a call. */
function authRemovesAccounts(auth = { isFailing: false }): string[] {
  const asked: string[] = [];
  interceptFetch(async ({ url, method }, send) => {
    const id = /\/auth\/v1\/admin\/users\/([0-9a-f-]+)$/.exec(url)?.[1];
    if (id === undefined) return send();
    asked.push(`${method} ${id}`);
    if (method === "DELETE" && auth.isFailing) return Response.json({ msg: "no" }, { status: 500 });
    if (method === "DELETE") await world.db.sql`delete from auth.users where id = ${id}`;
    return Response.json(method === "DELETE" ? {} : { id });
  });
  return asked;
}

/** Somebody with something of each sort. */
async function somebodyWithAll(): Promise<Person> {
  const done = await world.newJob(photoshootAtAstria);
  expect(await carryOn(world, done.job.id)).toBe("completed");
  const { user } = done;
  const running = await world.newJob(videoAtFal, { user });
  await checkJob(running.job.id, "step");
  const tagging = await world.newJob(tagsAtOpenAi, { user });
  await checkJob(tagging.job.id, "step");
  await newAssets(user, 2);
  await storeUpload(user, photo);
  const endpoint = { url: "https://hooks.test/", events: ["job.completed"] as const, secret: "whsec_a" };
  await addEndpoint(user.id, endpoint, 20);
  const { sql } = world.db;
  await sql`insert into telegram_links (user_id, chat_id, name) values (${user.id}, ${Date.now()}, 'Ada')`;
  await offerTelegramCode(user.id, randomUUID(), 600);
  return user;
}

describe("everything of somebody", () => {
  test("goes, what runs too, and their account at last: no row names them, no file is theirs, no model and no session is left", async () => {
    const user = await somebodyWithAll();
    const neighbour = await world.newJob(chatAtOpenAi);
    expect((await readLeaving(user)).belongings).toMatchObject({
      jobs: 3,
      underWay: 2,
      results: 8,
      endpoints: 1,
      chats: 1,
    });
    const asked = authRemovesAccounts();
    await deleteEverything(user, ` ${user.email.toUpperCase()} `);
    await remove();
    expect([calls(removeTune), calls(videoAtFal.stop?.route ?? "")]).toEqual([1, 1]);
    await later();
    expect(await traces(user)).toEqual(nothing);
    expect(asked.at(-1)).toBe(`DELETE ${user.id}`);
    expect(await world.db.sql`select 1 from auth.users where id = ${user.id}`).toHaveLength(0);
    expect(await world.db.sql`select 1 from auth.sessions where user_id = ${user.id}`).toHaveLength(0);
    expect(await rowsAbout(world.db.sql, [neighbour.user.id])).toMatchObject({ jobs: 1, operations: 1 });
    // What providers still tell of it is told to nobody, and written down nowhere.
    await world.finishWork();
    await checkDueJobs("vercel-cron");
    expect(await traces(user)).toEqual(nothing);
  }, 120_000);

  test.each(byName())(
    "while a job of %s is being checked leaves nothing of what that writes",
    async (_name, of) => {
      const { user, job } = await world.newJob(of);
      const call = holdCall(of.create.call);
      const checking = checkJob(job.id, "step");
      await call.answered;
      await deleteEverything(user, user.email);
      await remove();
      call.letGo();
      await checking;
      await later();
      expect(await traces(user)).toEqual(nothing);
    },
  );

  test("goes though a job of theirs could yet be put back, and nothing is begun meanwhile", async () => {
    const { user, job } = await world.newJob(chatAtOpenAi);
    await deleteJob(user, job.id, "manual");
    await deleteEverything(user, user.email);
    const refusal = { isOfDeparture: true };
    await expect(restoreJob(user, job.id, "manual")).rejects.toMatchObject(refusal);
    await expect(world.newJob(chatAtOpenAi, { user })).rejects.toMatchObject(refusal);
    await expect(storeUpload(user, photo)).rejects.toMatchObject(refusal);
    await remove();
    await later();
    expect(await traces(user)).toEqual(nothing);
  });

  test("is deleted once, whoever asks for it at once with whatever else is begun", async () => {
    const user = await world.newUser(0);
    const begun = Array.from({ length: 12 }, (_, n) =>
      n % 3 === 0 ? deleteEverything(user, user.email) : world.newJob(chatAtOpenAi, { user }),
    );
    const results = await Promise.allSettled(begun);
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason as unknown] : [],
    );
    for (const reason of refused) expect(reason).toMatchObject({ isOfDeparture: true });
    await Promise.all([remove(), remove(), checkDueJobs("vercel-cron")]);
    await later();
    expect(await traces(user)).toEqual(nothing);
  });
});

describe("the account", () => {
  test("stays, empty and good for new work, where auth lets this server remove none, or it is the demo’s", async () => {
    const plain = await world.newUser(1);
    const demo = { ...(await world.db.createUser("demo@darkroom.test")), images: [] };
    expect((await readLeaving(plain)).keepsAccount).toBe("refused");
    authRemovesAccounts();
    expect((await readLeaving(plain)).keepsAccount).toBeNull();
    expect((await readLeaving(demo)).keepsAccount).toBe("shared");
    vi.restoreAllMocks();
    for (const user of [plain, demo]) {
      await world.newJob(chatAtOpenAi, { user });
      await deleteEverything(user, user.email);
      await remove();
      await later();
      expect(await traces(user)).toEqual(nothing);
      expect(await world.db.sql`select 1 from auth.users where id = ${user.id}`).toHaveLength(1);
      expect((await world.newJob(chatAtOpenAi, { user })).job.status).toBe("pending");
    }
  });

  test("that stays keeps what is stored in it once it can be used again, however long somebody was at emptying it before", async () => {
    const user = await world.newUser(1);
    await deleteEverything(user, user.email);
    const { slow, remains } = { slow: Promise.withResolvers<void>(), remains: Promise.withResolvers<void>() };
    let isHeld = false;
    interceptFetch(async ({ url }, send) => {
      if (isHeld || !url.includes("/object/list/uploads")) return send();
      isHeld = true;
      slow.resolve();
      await remains.promise;
      return send();
    });
    const emptying = remove();
    await slow.promise;
    await later();
    await later();
    expect(await world.db.sql`select 1 from departures`).toHaveLength(0);
    const { path } = await storeUpload(user, photo);
    remains.resolve();
    await emptying;
    expect(await filesOfUser(user.id)).toEqual([`uploads/${path}`]);
  });

  test.each([
    ["is away", () => Promise.reject(new TypeError("fetch failed"))],
    ["fails", async () => Response.json({ msg: "no" }, { status: 500 })],
    ["is asked too often", async () => Response.json({ msg: "no" }, { status: 429 })],
    ["has a gateway before it that answers", async () => new Response("<html>", { status: 502 })],
  ])("is not decided about while auth %s: nothing is begun, and nothing deleted", async (_name, answer) => {
    const { user, job } = await world.newJob(chatAtOpenAi);
    interceptFetch(({ url }, send) => (url.includes("/auth/v1/admin/users/") ? answer() : send()));
    await expect(readLeaving(user)).rejects.toBeInstanceOf(AuthAway);
    await expect(deleteEverything(user, user.email)).rejects.toBeInstanceOf(AuthAway);
    expect(await world.db.sql`select from departures where user_id = ${user.id}`).toHaveLength(0);
    expect((await world.read(job.id)).status).toBe("pending");
    vi.restoreAllMocks();
    authRemovesAccounts();
    await deleteEverything(user, user.email);
    await remove();
    expect(await world.db.sql`select 1 from auth.users where id = ${user.id}`).toHaveLength(0);
  });

  test("is asked for again while auth fails, and until then nothing new is begun", async () => {
    const user = await world.newUser(1);
    const auth = { isFailing: true };
    authRemovesAccounts(auth);
    await deleteEverything(user, user.email);
    await remove();
    await expect(world.newJob(chatAtOpenAi, { user })).rejects.toMatchObject({ isOfDeparture: true });
    auth.isFailing = false;
    await world.db.sql`update departures set due_at = now() - interval '1 second'`;
    await remove();
    expect(await world.db.sql`select 1 from auth.users where id = ${user.id}`).toHaveLength(0);
  });
});

test("nothing goes where something else was typed", async () => {
  const { user, job } = await world.newJob(chatAtOpenAi);
  for (const typed of ["", "delete", `x${user.email}`])
    await expect(deleteEverything(user, typed)).rejects.toMatchObject({ code: "not_confirmed" });
  await remove();
  expect(await world.read(job.id)).toMatchObject({ status: "pending" });
});
