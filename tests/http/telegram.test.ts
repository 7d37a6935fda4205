import { beforeEach, expect, test } from "vitest";
import { callRoute } from "../support/call-route";
import { useTelegram, type Phone } from "../support/telegram";
import { useWorld, type Person } from "../support/world";
import { photoshootAtAstria } from "../support/cases";

const { DELETE, GET, PATCH } = await import("@/app/api/telegram/route");
const { POST } = await import("@/app/api/telegram/link/route");
const world = useWorld();
const telegram = useTelegram(world);

let nth = 0;
let user: Person;
let phone: Phone;

beforeEach(async () => {
  user = await world.newUser(4);
  phone = telegram.phone(`Ada ${++nth}`);
  world.provider.sandbox.setFaults("");
});

const headers = (of: Person) => ({ authorization: `Bearer ${of.accessToken}` });
const standing = async (of = user) =>
  (await callRoute(GET, "/api/telegram", { headers: headers(of) })).json();

async function offered(of = user): Promise<{ code: string; url: string; expiresAt: string }> {
  const response = await callRoute(POST, "/api/telegram/link", { method: "POST", headers: headers(of) });
  expect(response.status).toBe(201);
  return (await response.json()) as Awaited<ReturnType<typeof offered>>;
}

/** What came of these words, once it was handled to its end: the answer is seen before that. */
async function handled(words: string): Promise<{ body: string; secret: string | null }> {
  await phone.say(words);
  await expect.poll(() => telegram.updates.at(-1)?.status).toBe(200);
  return telegram.updates.at(-1) ?? { body: "", secret: null };
}

async function linked(): Promise<void> {
  const { code } = await offered();
  const { text } = await phone.say(`/start ${code}`);
  expect(text).toContain(`linked now, to ${await emailOf(user)}.`);
  expect(text).not.toContain("before");
}

async function emailOf({ id }: Person): Promise<string> {
  const [row] = await world.db.sql`select email from auth.users where id = ${id}`;
  return String(row?.["email"]);
}

test("a code links the chat in which it is said, once, and the account says so", async () => {
  expect(await standing()).toEqual({
    available: true,
    linked: false,
    name: null,
    muted: false,
    botName: "darkroom_bot",
  });
  const { code, url, expiresAt } = await offered();
  expect(url).toBe(`${world.provider.url}/telegram/darkroom_bot?start=${code}`);
  expect(Math.abs(Date.parse(expiresAt) - Date.now() - 600_000)).toBeLessThan(20_000);
  expect((await phone.say(`/start ${code}`)).text).toContain("linked now");
  expect(await standing()).toMatchObject({ linked: true, name: `Ada ${nth}` });
  const other = telegram.phone(`Eve ${nth}`);
  expect((await other.say(`/start ${code}`)).text).toContain("not valid any more");
  expect(await standing()).toMatchObject({ name: `Ada ${nth}` });
});

test("no code is kept as it is, and each that is offered takes the place of the one before", async () => {
  const first = await offered();
  const second = await offered();
  const rows = await world.db.sql`select * from telegram_codes where user_id = ${user.id}`;
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(second.code);
  expect((await phone.say(`/start ${first.code}`)).text).toContain("not valid any more");
  expect((await phone.say(`/start ${second.code}`)).text).toContain("linked now");
});

test("a code that is ten minutes old links nothing", async () => {
  const { code } = await offered();
  await world.db
    .sql`update telegram_codes set expires_at = expires_at - interval '10 minutes' where user_id = ${user.id}`;
  expect((await phone.say(`/start ${code}`)).text).toContain("not valid any more");
  expect(await standing()).toMatchObject({ linked: false });
});

test("a chat is of whoever linked it last, and an account has one chat", async () => {
  await linked();
  const next = await world.newUser(0);
  const { code } = await offered(next);
  const answer = await phone.say(`/start ${code}`);
  expect(answer.text).toContain(
    `linked now, to ${await emailOf(next)}. The account that it was linked to before`,
  );
  // The same said again, as when the answer was lost.
  expect((await phone.say(`/start ${code}`)).text).toBe(answer.text);
  expect(await standing()).toMatchObject({ linked: false });
  expect(await standing(next)).toMatchObject({ linked: true });
  const newPhone = telegram.phone(`Ada's new phone ${nth}`);
  await newPhone.say(`/start ${(await offered(next)).code}`);
  expect((await phone.say("/jobs")).text).toContain("linked to no account");
});

test.each([null, "", "wrong", "wrong-secret-of-the-right-length-0123456789a"])(
  "an update with the secret %o is 401, and nothing of it is read",
  async (secret) => {
    const before = await world.db.sql`select count(*)::int as n from telegram_updates`;
    expect(await telegram.send('{"update_id":1', secret)).toBe(401);
    expect(await world.db.sql`select count(*)::int as n from telegram_updates`).toEqual(before);
  },
);

test("an update that is sent twice is handled once, and both are answered 200", async () => {
  const { body, secret } = await handled("/help");
  const heard = (await phone.heard()).length;
  expect(await telegram.send(body, secret)).toBe(200);
  expect(await phone.heard()).toHaveLength(heard);
});

test("an update whose handler was killed is left alone for a minute, and then handled", async () => {
  const { body, secret } = await handled("/help");
  const { update_id: id } = JSON.parse(body) as { update_id: number };
  await world.db
    .sql`update telegram_updates set handled_at = null, taken_until = now() + interval '1 minute' where id = ${id}`;
  expect(await telegram.send(body, secret)).toBe(503);
  expect(await phone.heard()).toHaveLength(1);
  await world.db.sql`update telegram_updates set taken_until = now() where id = ${id}`;
  expect(await telegram.send(body, secret)).toBe(200);
  expect(await phone.heard()).toHaveLength(2);
});

test("an answer that Telegram has no time for is given when the update comes again", async () => {
  world.provider.sandbox.setFaults("429@telegram-send*1,retry-after=1");
  expect((await phone.say("/help")).text).toContain("linked to no account");
  await expect.poll(() => telegram.updates.slice(-2).map(({ status }) => status)).toEqual([503, 200]);
});

test("what nobody can answer, such as a group or an unknown kind of update, is taken and forgotten", async () => {
  const { secret } = telegram.updates.at(-1) ?? { secret: null };
  const from = { id: 5, is_bot: false, first_name: "Eve" };
  const group = { id: -5, type: "group", title: "Us" };
  const text = { text: "/jobs", entities: [{ type: "bot_command", offset: 0, length: 5 }] };
  const inGroup = { message_id: 1, date: 1, chat: group, from, ...text };
  const kinds = [
    { message: inGroup },
    { something_new: { of: "tomorrow" } },
    { message: { message_id: "x" } },
  ];
  for (const [n, kind] of kinds.entries())
    expect(await telegram.send(JSON.stringify({ update_id: 100 + n, ...kind }), secret)).toBe(200);
  expect(await telegram.send("[]", secret)).toBe(400);
  expect(await telegram.send("{", secret)).toBe(400);
});

test("/jobs shows one's own jobs and nobody else's", async () => {
  await linked();
  expect((await phone.say("/jobs")).text).toBe("There are no jobs yet.");
  await world.newJob(photoshootAtAstria, { user, words: "Beach at dawn" });
  await world.newJob(photoshootAtAstria, { words: "Somebody else's" });
  expect((await phone.say("/jobs")).text).toBe("Waiting: Beach at dawn");
});

test("what is under way comes first, however old it is, then what ended last; and can be canceled", async () => {
  await linked();
  const { job } = await world.newJob(photoshootAtAstria, { user, words: "Beach at dawn" });
  for (let n = 0; n < 12; n++) {
    const minutes = 60 - n;
    await world.db.sql`
      insert into jobs (user_id, kind, input, input_hash, status, deadline_at, created_at, completed_at, next_check_at)
      select user_id, kind, input || ${world.db.sql.json({ title: `Ended ${n}` })}, ${`x${n}`}, 'canceled', deadline_at, now() + ${minutes} * interval '1 minute',
             now() - ${minutes} * interval '1 minute', null from jobs where id = ${job.id}`;
  }
  const lines = (await phone.say("/jobs")).text.split("\n");
  expect(lines[0]).toBe("Waiting: Beach at dawn");
  expect(lines).toHaveLength(8);
  expect(lines.slice(1).map((line) => line.split(" ").at(-1))).toEqual(["11", "10", "9", "8", "7", "6", "5"]);
  expect((await phone.say(`/cancel ${job.id.slice(0, 8)}`)).text).toBe("Canceled: Beach at dawn");
});

test("/cancel asks which, and a button cancels it; the news of that is the answer", async () => {
  await linked();
  expect((await phone.say("/cancel")).text).toBe("Nothing is under way.");
  const { job } = await world.newJob(photoshootAtAstria, { user, words: "Beach at dawn" });
  const question = await phone.say("/cancel");
  expect(question.keyboard?.inline_keyboard).toHaveLength(1);
  expect((await phone.press(question, "Waiting: Beach at dawn")).text).toBe("Canceled: Beach at dawn");
  expect(await world.read(job.id)).toMatchObject({ status: "canceled" });
  expect(await world.db.sql`select * from deliveries where job_id = ${job.id}`).toHaveLength(0);
});

test.each([
  ["before the person is told", "429@telegram-send*1,retry-after=1"],
  ["once they were, and before the press is answered", "429@telegram-call*1,retry-after=1"],
])("a press that has to come again %s is answered all the same, in one place", async (_when, fault) => {
  await linked();
  await world.newJob(photoshootAtAstria, { user, words: "Beach at dawn" });
  const question = await phone.say("/cancel");
  world.provider.sandbox.setFaults(fault);
  expect((await phone.press(question, "Waiting: Beach at dawn")).text).toBe("Canceled: Beach at dawn");
  await expect.poll(() => telegram.updates.slice(-2).map(({ status }) => status)).toEqual([503, 200]);
  expect((await phone.heard()).at(-1)).toMatchObject({ number: question.number });
});

test("a press whose handler was killed once all was said says nothing twice", async () => {
  await linked();
  await world.newJob(photoshootAtAstria, { user, words: "Beach at dawn" });
  await phone.press(await phone.say("/cancel"), "Waiting: Beach at dawn");
  await expect.poll(() => telegram.updates.at(-1)?.status).toBe(200);
  const heard = await phone.heard();
  const { body = "", secret = null } = telegram.updates.at(-1) ?? {};
  await world.db.sql`update telegram_updates set handled_at = null, taken_until = now()`;
  expect(await telegram.send(body, secret)).toBe(200);
  expect(await phone.heard()).toEqual(heard);
});

test("a press below a message that cannot be changed is answered below it", async () => {
  await linked();
  await world.newJob(photoshootAtAstria, { user, words: "Beach at dawn" });
  const question = await phone.say("/cancel");
  const data = question.keyboard?.inline_keyboard[0]?.[0]?.callback_data ?? "";
  await phone.pressUnheard({ ...question, number: 1 }, data);
  await expect.poll(async () => (await phone.heard()).at(-1)?.text).toBe("Canceled: Beach at dawn");
});

test("what goes wrong on our side is said in the chat, once", async () => {
  await linked();
  const { job } = await world.newJob(photoshootAtAstria, { user });
  await world.db.sql`update jobs set timeline = '"nonsense"' where id = ${job.id}`;
  expect((await phone.say("/jobs")).text).toContain("Something went wrong");
  await expect.poll(() => telegram.updates.at(-1)?.status).toBe(200);
  expect(await phone.heard()).toHaveLength(2);
});

test("nobody cancels another's job, by a button or by its id", async () => {
  await linked();
  const { job } = await world.newJob(photoshootAtAstria, { words: "Somebody else's" });
  await world.newJob(photoshootAtAstria, { user, words: "Mine" });
  const question = await phone.say(`/cancel ${job.id}`);
  expect(question.text).toContain("Which one?");
  const [[key] = []] = question.keyboard?.inline_keyboard ?? [];
  const forged = {
    ...question,
    keyboard: { inline_keyboard: [[{ text: "x", callback_data: `cancel:${job.id}` }]] },
  };
  expect((await phone.press(forged, "x")).text).toContain("not here");
  expect(key?.callback_data).not.toContain(job.id);
  expect(await world.read(job.id)).toMatchObject({ status: "pending" });
});

test("a chat is muted and unmuted from either side, and unlinked from either side", async () => {
  const patch = (muted: unknown) =>
    callRoute(PATCH, "/api/telegram", {
      method: "PATCH",
      headers: headers(user),
      body: JSON.stringify({ muted }),
    });
  expect((await patch(true)).status).toBe(404);
  await linked();
  expect((await patch("yes")).status).toBe(400);
  expect(await (await patch(true)).json()).toMatchObject({ muted: true });
  await phone.say("/unmute");
  expect(await standing()).toMatchObject({ muted: false });
  await phone.say("/mute");
  expect(await standing()).toMatchObject({ muted: true });
  await phone.say("/stop");
  expect(await standing()).toMatchObject({ linked: false });
  await linked();
  const gone = await callRoute(DELETE, "/api/telegram", { method: "DELETE", headers: headers(user) });
  expect(gone.status).toBe(204);
  expect((await phone.say("/stop")).text).toContain("linked to no account");
});

test("who blocks the bot is unlinked", async () => {
  await linked();
  await phone.block();
  await expect.poll(() => standing()).toMatchObject({ linked: false });
});

test("what is said of a link is kept by nobody on the way, and nobody gets codes without end", async () => {
  const answer = await callRoute(GET, "/api/telegram", { headers: headers(user) });
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  const ask = () => callRoute(POST, "/api/telegram/link", { method: "POST", headers: headers(user) });
  const answers = [];
  for (let n = 0; n < 30; n++) answers.push(await ask());
  expect(answers[0]?.headers.get("cache-control")).toBe("private, no-store");
  expect(answers.at(-1)?.status).toBe(429);
  expect(answers.at(-1)?.headers.get("retry-after")).toMatch(/^\d+$/);
});

test("nobody reads another's link, and nobody without a session anything", async () => {
  await linked();
  expect((await callRoute(GET, "/api/telegram")).status).toBe(401);
  expect((await callRoute(POST, "/api/telegram/link", { method: "POST" })).status).toBe(401);
  expect(await standing(await world.newUser(0))).toMatchObject({ linked: false, name: null });
});
