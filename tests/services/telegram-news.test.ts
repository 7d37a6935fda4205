import { randomUUID } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { storeFile } from "@/lib/db/storage";
import { cancelJob } from "@/lib/services/cancel-job";
import { deliverDue } from "@/lib/services/deliver-due";
import { deliveryPorts } from "@/lib/services/delivery-ports";
import { retryJob } from "@/lib/services/retry-job";
import { offerLink } from "@/lib/services/telegram-link";
import { carryOn } from "../support/carry-on";
import { cardAtOpenAi, chatAtOpenAi, photoshootAtAstria, videoAtFal, type Case } from "../support/cases";
import { useTelegram, type Message, type Phone } from "../support/telegram";
import { useWorld, type Person } from "../support/world";

const world = useWorld({ env: { LOG_LEVEL: "debug" } });
const telegram = useTelegram(world);

/** What is logged, which goes nowhere else. */
const logged: string[] = [];
vi.spyOn(process.stderr, "write").mockImplementation((text) => Boolean(logged.push(String(text))));

let nth = 0;
let user: Person;
let phone: Phone;

beforeEach(async () => {
  world.provider.sandbox.setFaults("");
  user = await world.newUser(4);
  phone = telegram.phone(`Ben ${++nth}`);
  const { code } = await offerLink(user);
  await phone.say(`/start ${code}`);
});

/** What the bot has sent since it said that the chat is linked. */
const news = async (): Promise<Message[]> => (await phone.heard()).slice(1);

async function ended(of: Case, words?: string): Promise<string> {
  const { job } = await world.newJob(of, { user, ...(words !== undefined && { words }) });
  await carryOn(world, job.id);
  await deliverDue();
  return job.id;
}

async function deliveryOf(jobId: string) {
  const rows = await world.db.sql`select * from deliveries where job_id = ${jobId} and target = 'telegram'`;
  expect(rows).toHaveLength(1);
  return rows[0] ?? {};
}

/** Lets the pause before the next try pass. */
async function tryAgain(jobId: string): Promise<void> {
  await world.db
    .sql`update deliveries set next_try_at = now(), claim_expires_at = null where job_id = ${jobId}`;
  await deliverDue();
}

const link = (jobId: string) => `${process.env["APP_URL"]}/jobs/${jobId}`;

test("many pictures come as one album, with words and a link below the first", async () => {
  const id = await ended(photoshootAtAstria, "Beach at dawn");
  const album = await news();
  expect(album.map(({ media }) => media?.kind)).toEqual(Array.from({ length: 8 }, () => "photo"));
  expect(new Set(album.map(({ album: name }) => name)).size).toBe(1);
  expect(album.map(({ text }) => text)).toEqual([
    `Done: Beach at dawn\n8 pictures\n\n${link(id)}`,
    ...Array.from({ length: 7 }, () => ""),
  ]);
  expect(await deliveryOf(id)).toMatchObject({ state: "delivered", tries: 1 });
});

test("every byte of a picture arrives", async () => {
  const id = await ended(cardAtOpenAi);
  const [picture, ...more] = await news();
  expect(more).toEqual([]);
  const rows = await world.db.sql`select bytes from artifacts where job_id = ${id}`;
  expect(picture?.media).toMatchObject({ kind: "photo", bytes: Number(rows[0]?.["bytes"]) });
});

test("a video comes as a video", async () => {
  const id = await ended(videoAtFal);
  const [film] = await news();
  expect(film).toMatchObject({ media: { kind: "video" }, text: expect.stringContaining(link(id)) });
});

test("an answer comes in words, and one that is too long is cut before its link", async () => {
  const id = await ended(chatAtOpenAi);
  const [answer] = await news();
  expect(answer?.text).toMatch(/^Done: /);
  expect(answer?.text.length).toBeGreaterThan(60);
  const long = "A sentence of some length, and a 🦊. ".repeat(400);
  await world.db
    .sql`update jobs set output = output || ${world.db.sql.json({ text: long })} where id = ${id}`;
  await world.db.sql`update deliveries set state = 'waiting', next_try_at = now() where job_id = ${id}`;
  await deliverDue();
  const [, again] = await news();
  expect(again?.text.length).toBeLessThanOrEqual(4_096);
  expect(again?.text).toMatch(/…\n\n\S+$/);
  expect(again?.text.endsWith(link(id))).toBe(true);
});

test("a failure says what went wrong, whether money was spent, and where to look", async () => {
  const id = await ended(chatAtOpenAi, "Tell me of [[forbidden]] things");
  const [failure] = await news();
  expect(failure?.text).toMatch(/^Failed: .+\n.+ (Nothing was|It was|It may have been) charged\.\n\n/s);
  expect(failure?.text.endsWith(link(id))).toBe(true);
});

test("what is canceled elsewhere is told too", async () => {
  const { job } = await world.newJob(photoshootAtAstria, { user, words: "Beach" });
  await cancelJob(user, job.id, "manual");
  await deliverDue();
  expect((await news()).map(({ text }) => text)).toEqual([`Canceled: Beach\n\n${link(job.id)}`]);
});

test("whoever is not linked, or muted, gets no news, and no delivery is written for them", async () => {
  await phone.say("/mute");
  const id = await ended(chatAtOpenAi);
  expect(await world.db.sql`select * from deliveries where job_id = ${id}`).toHaveLength(0);
  await phone.say("/stop");
  const other = await ended(chatAtOpenAi);
  expect(await world.db.sql`select * from deliveries where job_id = ${other}`).toHaveLength(0);
});

test("news that wait when a chat is muted, or linked by somebody else, are not sent there", async () => {
  world.provider.sandbox.setFaults("500@telegram-send");
  const muted = await ended(chatAtOpenAi);
  world.provider.sandbox.setFaults("");
  await phone.say("/mute");
  await tryAgain(muted);
  expect(await deliveryOf(muted)).toMatchObject({ state: "failed", answer: "The chat is muted." });
  await phone.say("/unmute");
  world.provider.sandbox.setFaults("500@telegram-send");
  const foreign = await ended(chatAtOpenAi);
  world.provider.sandbox.setFaults("");
  const next = await world.newUser(0);
  await phone.say(`/start ${(await offerLink(next)).code}`);
  const heard = (await phone.heard()).length;
  await tryAgain(foreign);
  expect(await phone.heard()).toHaveLength(heard);
});

test("Telegram is left alone for as long as it asks, and then told once", async () => {
  world.provider.sandbox.setFaults("429@telegram-send*1,retry-after=100");
  const id = await ended(chatAtOpenAi);
  const waiting = await deliveryOf(id);
  expect(waiting).toMatchObject({ state: "waiting", status: 429 });
  const pauseMs = Number(new Date(String(waiting["next_try_at"]))) - Date.now();
  expect(pauseMs).toBeGreaterThan(90_000);
  await deliverDue();
  expect(await news()).toEqual([]);
  await tryAgain(id);
  expect(await news()).toHaveLength(1);
});

test("while it asks for that, nothing else is sent to the chat, neither what waited nor what ends meanwhile", async () => {
  world.provider.sandbox.setFaults("500@telegram-send*1");
  const waiting = await ended(chatAtOpenAi);
  world.provider.sandbox.setFaults("429@telegram-send*1,retry-after=100");
  const refused = await ended(chatAtOpenAi);
  const later = await ended(chatAtOpenAi);
  await world.db.sql`update deliveries set claim_expires_at = null where state = 'waiting'`;
  await deliverDue();
  expect(await news()).toEqual([]);
  const tries = [];
  for (const id of [waiting, refused, later]) {
    const row = await deliveryOf(id);
    expect(Number(new Date(String(row["next_try_at"]))) - Date.now()).toBeGreaterThan(80_000);
    tries.push(row["tries"]);
  }
  expect(tries).toEqual([1, 1, 0]);
});

test("pictures are left out for no number of tries that Telegram had no time for", async () => {
  world.provider.sandbox.setFaults("429@telegram-send*4,retry-after=1");
  const id = await ended(cardAtOpenAi);
  for (let n = 0; n < 4; n++) await tryAgain(id);
  expect((await news()).map(({ media }) => media?.kind)).toEqual(["photo"]);
  expect(await deliveryOf(id)).toMatchObject({ state: "delivered", tries: 5 });
});

test("more pictures than arrive in time together come as fewer, and the words say how many", async () => {
  world.provider.sandbox.setFaults("500@telegram-send*1");
  const id = await ended(photoshootAtAstria);
  await world.db.sql`update artifacts set bytes = 10000000 where job_id = ${id}`;
  await tryAgain(id);
  const album = await news();
  expect(album).toHaveLength(4);
  expect(album[0]?.text).toContain("8 pictures; 4 of them here");
});

test("who has blocked the bot, and whose update of that was lost, is unlinked by the first news", async () => {
  world.provider.sandbox.setFaults("lost-webhook@telegram-update");
  await phone.block();
  const id = await ended(chatAtOpenAi);
  expect(await deliveryOf(id)).toMatchObject({
    state: "failed",
    answer: "Telegram: Forbidden: bot was blocked by the user",
  });
  expect(await world.db.sql`select * from telegram_links where user_id = ${user.id}`).toHaveLength(0);
});

test.each(["html", "truncated", "500", "401", "drop-after-success"])(
  "an answer of Telegram's that is %s means another try, and nothing that is written or logged says the token",
  async (fault) => {
    logged.length = 0;
    world.provider.sandbox.setFaults(`${fault}@telegram-send*1`);
    const id = await ended(chatAtOpenAi);
    const delivery = await deliveryOf(id);
    expect(delivery).toMatchObject({ state: "waiting" });
    await tryAgain(id);
    expect(await deliveryOf(id)).toMatchObject({ state: "delivered", tries: 2 });
    expect(JSON.stringify([delivery, logged])).not.toContain("7000000001");
  },
);

/** A card that is done and was not told of yet. */
async function untoldCard(): Promise<string> {
  world.provider.sandbox.setFaults("500@telegram-send*1");
  return ended(cardAtOpenAi);
}

test.each([
  [
    "that Telegram does not take",
    async (id: string) => {
      const [row] = await world.db.sql`select storage_path from artifacts where job_id = ${id}`;
      await storeFile("artifacts", String(row?.["storage_path"]), Buffer.from("no picture"), "image/png");
    },
  ],
  [
    "of more bytes than it takes",
    async (id: string) => world.db.sql`update artifacts set bytes = 11000000 where job_id = ${id}`,
  ],
  [
    "that do not get through after three tries",
    async (id: string) => {
      await world.db.sql`update deliveries set tries = 3 where job_id = ${id}`;
      world.provider.sandbox.setFaults("500@telegram-send*1");
    },
  ],
])("pictures %s are told of in words", async (_which, spoil) => {
  const id = await untoldCard();
  await spoil(id);
  await tryAgain(id);
  const [told, ...more] = await news();
  expect(more).toEqual([]);
  expect(told).toMatchObject({ media: null, text: expect.stringContaining(`1 picture\n\n${link(id)}`) });
});

test("news of a job that was started again since say so, and bring no error of before", async () => {
  world.provider.sandbox.setFaults("500@telegram-send*1");
  const id = await ended(chatAtOpenAi, "Tell me of [[forbidden]] things");
  await retryJob(user, id, "manual");
  await tryAgain(id);
  const [told] = await news();
  expect(told?.text).toMatch(/^Failed: .+\nIt was started again since\. /);
});

test("a delivery never throws, whatever it is of", async () => {
  const fate = await deliveryPorts.telegram({
    id: randomUUID(),
    userId: user.id,
    tries: 1,
    createdAt: new Date(),
    target: { type: "telegram", chatId: await phone.chatId() },
    type: "job.completed",
    eventId: 1,
    jobId: randomUUID(),
    job: {} as never,
  });
  expect(fate).toMatchObject({ fate: "failed", message: "Something went wrong on our side." });
});
