import { beforeEach, expect, test } from "vitest";
import { callRoute, afterResponses, loseAfterResponses } from "../support/call-route";
import { chatAtOpenAi } from "../support/cases";
import { problem } from "../support/problem";
import { endWriters, filesOfUser, rowsAbout } from "../support/traces";
import { useWorld, type Person } from "../support/world";

const account = await import("@/app/api/account/route");
const leaving = await import("@/app/api/account/leave/route");
const deletion = await import("@/app/api/account/deletion/route");
const jobs = await import("@/app/api/jobs/route");
const world = useWorld();

beforeEach(() => loseAfterResponses());

const bearer = ({ accessToken }: Person) => ({ authorization: `Bearer ${accessToken}` });
const remove = (user: Person, body: unknown, headers: Record<string, string> = bearer(user)) =>
  callRoute(deletion.POST, "/api/account/deletion", { method: "POST", headers, body: JSON.stringify(body) });

test("says what would go, and after the response all of it is gone, also the session of whoever asked", async () => {
  const { user } = await world.newJob(chatAtOpenAi);
  const shown = await callRoute(account.GET, "/api/account", { headers: bearer(user) });
  expect(await shown.json()).toEqual({
    belongings: { jobs: 1, underWay: 1, results: 0, uploads: 0, images: 0, endpoints: 0, chats: 0 },
    keepsAccount: "refused",
    confirmation: user.email,
  });
  const answer = await remove(user, { confirm: user.email });
  expect([answer.status, answer.headers.get("clear-site-data")]).toEqual([204, '"cache"']);
  // At once, though this very token was good a moment ago.
  const refused = await callRoute(jobs.GET, "/api/jobs", { headers: bearer(user) });
  expect(await problem(refused)).toMatchObject({ status: 401 });
  await afterResponses();
  await endWriters(world.db.sql);
  expect((await rowsAbout(world.db.sql, [user.id]))["jobs"]).toBeUndefined();
  expect(await filesOfUser(user.id)).toEqual([]);
});

test("is done for nobody who does not type their own address, or comes from another site, or is not signed in", async () => {
  const { user, job } = await world.newJob(chatAtOpenAi);
  for (const body of [{ confirm: "somebody@else.test" }, { confirm: "" }, {}, [], { confirm: 1 }])
    expect(await problem(await remove(user, body))).toMatchObject({ status: 400, code: "not_confirmed" });
  const other = await world.newUser(0);
  expect(await problem(await remove(other, { confirm: user.email }))).toMatchObject({ status: 400 });
  expect(await problem(await remove(user, { confirm: user.email }, {}))).toMatchObject({ status: 401 });
  await afterResponses();
  expect((await world.read(job.id)).status).toBe("pending");
});

test("a browser that somebody is about to leave forgets the pictures that it keeps for a year, for nobody else’s page", async () => {
  const user = await world.newUser(0);
  const leave = (headers: Record<string, string>) =>
    callRoute(leaving.POST, "/api/account/leave", { method: "POST", headers });
  const answer = await leave(bearer(user));
  expect([answer.status, answer.headers.get("clear-site-data")]).toEqual([204, '"cache"']);
  const strange = await leave({});
  expect([strange.status, strange.headers.get("clear-site-data")]).toEqual([401, null]);
});

test("may be tried a few times, and then no more for a while", async () => {
  const user = await world.newUser(0);
  const statuses = [];
  for (let n = 0; n < 6; n++) statuses.push((await remove(user, { confirm: "no" })).status);
  expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
});
