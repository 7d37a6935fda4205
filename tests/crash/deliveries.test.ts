import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { addEndpoint } from "@/lib/services/add-endpoint";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { carryOn } from "../support/carry-on";
import { cases } from "../support/cases";
import { killAt, type Moment } from "../support/kill-at";
import { isProven, startReceiver } from "../support/receiver";
import { useTelegram } from "../support/telegram";
import { useWorld, type Person } from "../support/world";

const receiver = await startReceiver();
// Slow enough for no work to be done before the test says so.
const world = useWorld({ speed: 1, env: { LOCAL_RECEIVERS: receiver.url } });

const telegram = useTelegram(world);

const chat = cases.find(({ kind }) => kind === "chat");

let user: Person;
let path: string;
let secret: string;
beforeEach(async () => {
  user = await world.newUser(0);
  path = `/${randomUUID()}`;
  ({ secret } = await addEndpoint(user, {
    url: receiver.url + path,
    events: ["job.completed", "job.failed"],
  }));
});

/** A job whose end will be found by whoever checks it next. */
async function doneAtProvider(): Promise<string> {
  if (!chat) throw new Error("There is no chat to try this with.");
  const { job } = await world.newJob(chat, { user });
  await checkDueJobs("vercel-cron");
  await world.finishWork();
  await world.age(job.id, 130_000);
  return job.id;
}

/** Lets the leases of whoever was killed run out, and others carry on. */
async function othersCarryOn(jobId: string): Promise<void> {
  expect(await carryOn(world, jobId)).toBe("completed");
  await world.db.sql`update deliveries set claim_expires_at = now() where claim_expires_at is not null`;
  await checkDueJobs("vercel-cron");
}

const call = (name: string) => new RegExp(`rpc/${name}`);

test.each<[string, number, number, Omit<Moment, "side">]>([
  ["before the commit that ends it", 0, 1, { when: "request", call: call("commit_checks") }],
  ["between the commit and the delivery", 0, 1, { when: "response", call: call("commit_checks") }],
  ["with the message in its hands", 0, 1, { when: "response", call: call("claim_deliveries") }],
  ["between the delivery and its mark", 1, 2, { when: "request", call: call("settle_delivery") }],
  ["after the mark", 1, 1, { when: "response", call: call("settle_delivery") }],
])(
  "whose process is killed %s, a job's end is told all the same: %i times by then, %i in all, always under one id",
  async (_when, byThen, inAll, moment) => {
    const jobId = await doneAtProvider();
    expect(await killAt(world, { side: "database", ...moment })).toBe(true);
    expect(receiver.at(path)).toHaveLength(byThen);
    await othersCarryOn(jobId);
    const told = receiver.at(path);
    expect(told).toHaveLength(inAll);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    for (const each of told) {
      expect(isProven(each, secret)).toBe(true);
      expect(each.message).toMatchObject({ type: "job.completed", data: { job: { id: jobId } } });
    }
    expect(await world.db.sql`select state from deliveries where job_id = ${jobId}`).toEqual([
      { state: "delivered" },
    ]);
  },
);

test.each<[string, number, number, Omit<Moment, "side">]>([
  ["between the commit and the message", 0, 1, { when: "response", call: call("commit_checks") }],
  ["between the message and its mark", 1, 2, { when: "request", call: call("settle_delivery") }],
])(
  "whose process is killed %s, a job's end is told in a chat all the same: %i times by then, %i in all",
  async (when, byThen, inAll, moment) => {
    user = await world.newUser(0);
    const phone = telegram.phone(when);
    await phone.mention("Hello");
    await world.db.sql`insert into telegram_links (user_id, chat_id, name)
      values (${user.id}, ${await phone.chatId()}, ${when})`;
    const jobId = await doneAtProvider();
    const news = async () => (await phone.heard()).filter(({ text }) => text.includes(jobId));
    expect(await killAt(world, { side: "database", ...moment })).toBe(true);
    expect(await news()).toHaveLength(byThen);
    await othersCarryOn(jobId);
    expect(await news()).toHaveLength(inAll);
    expect(await world.db.sql`select state, target from deliveries where job_id = ${jobId}`).toEqual([
      { state: "delivered", target: "telegram" },
    ]);
  },
);

test("what a receiver took whose answer was lost is sent again under the same id", async () => {
  const jobId = await doneAtProvider();
  receiver.answer = () => null;
  await checkDueJobs("vercel-cron");
  receiver.answer = () => ({ status: 200 });
  await world.db.sql`update deliveries set next_try_at = now() where state = 'waiting'`;
  await othersCarryOn(jobId);
  const ids = receiver.at(path).map(({ id }) => id);
  expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
});
