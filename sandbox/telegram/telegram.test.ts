import sharp from "sharp";
import { expect, test } from "vitest";
import { z } from "zod";
import { bench, BASE } from "../test-bench";

const token = "/telegram/bot42:a-token";

/** What the page about the Bot API says of a message, written from there: no more fields than it names, and these at least. */
const Chat = z.strictObject({ id: z.int(), type: z.literal("private"), first_name: z.string() });
const File = { file_id: z.string(), file_unique_id: z.string(), file_size: z.int().optional() };
const Message = z.strictObject({
  message_id: z.int(),
  date: z.int().max(2 ** 31),
  chat: Chat,
  from: z.looseObject({ id: z.int(), is_bot: z.boolean(), first_name: z.string() }),
  text: z.string().optional(),
  entities: z.array(z.strictObject({ type: z.string(), offset: z.int(), length: z.int() })).optional(),
  caption: z.string().optional(),
  photo: z.array(z.strictObject({ ...File, width: z.int(), height: z.int() })).optional(),
  media_group_id: z.string().optional(),
  reply_markup: z
    .looseObject({ inline_keyboard: z.array(z.array(z.looseObject({ text: z.string() }))) })
    .optional(),
});
const Update = z.strictObject({
  update_id: z.int(),
  message: Message.optional(),
  callback_query: z
    .strictObject({
      id: z.string(),
      from: z.looseObject({ id: z.int() }),
      chat_instance: z.string(),
      message: Message,
      data: z.string(),
    })
    .optional(),
  my_chat_member: z
    .looseObject({ chat: Chat, new_chat_member: z.looseObject({ status: z.enum(["member", "kicked"]) }) })
    .optional(),
});

const Chatting = z.object({
  person: z.object({ id: z.number() }),
  messages: z.array(z.looseObject({ number: z.number() })),
});

async function talking() {
  const b = bench();
  await b.request("POST", `${token}/setWebhook`, { url: "http://app.test/hook", secret_token: "shh" });
  const chat = async (method: string, path: string, body?: unknown) =>
    Chatting.parse(await (await b.request(method, `/telegram/chats/Ada${path}`, body)).json());
  const { person } = await chat("POST", "/messages", { text: "/start code" });
  const call = async (method: string, body: unknown) => {
    const response = await b.request("POST", `${token}/${method}`, body);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const updates = async () => {
    await b.sandbox.deliverDue();
    return b.delivered.splice(0);
  };
  return { ...b, chat, call, updates, id: person.id };
}

async function form(chatId: number, pictures: number, size = { width: 20, height: 10 }): Promise<FormData> {
  const bytes = await sharp({ create: { ...size, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const data = new FormData();
  data.set("chat_id", String(chatId));
  const media = Array.from({ length: pictures }, (_, n) => ({ type: "photo", media: `attach://p${n}` }));
  data.set("media", JSON.stringify(media));
  for (const n of media.keys()) data.set(`p${n}`, new Blob([new Uint8Array(bytes)]), "p.png");
  return data;
}

test("what a person says, presses and blocks comes as updates of the documented shape, each with the secret", async () => {
  const { chat, call, updates, id } = await talking();
  const reply_markup = { inline_keyboard: [[{ text: "Yes", callback_data: "yes" }]] };
  await call("sendMessage", { chat_id: id, text: "Sure?", reply_markup });
  await chat("POST", "/presses", { number: 2, data: "yes" });
  await chat("PUT", "", { isBlocking: true });
  const came = await updates();
  expect(came.map(({ headers }) => headers["x-telegram-bot-api-secret-token"])).toEqual([
    "shh",
    "shh",
    "shh",
  ]);
  const read = came.map(({ text }) => Update.parse(JSON.parse(text)));
  expect(read[0]?.message).toMatchObject({
    text: "/start code",
    entities: [{ type: "bot_command", offset: 0, length: 6 }],
  });
  expect(read[1]?.callback_query?.data).toBe("yes");
  expect(read[2]?.my_chat_member?.new_chat_member.status).toBe("kicked");
  expect(new Set(read.map(({ update_id }) => update_id)).size).toBe(3);
});

test("messages and albums are answered in the documented shape", async () => {
  const { request, call, id } = await talking();
  const { body } = await call("sendMessage", { chat_id: id, text: "Hello" });
  expect(Message.parse(body["result"])).toMatchObject({ text: "Hello", chat: { id } });
  const response = await request("POST", `${token}/sendMediaGroup`, await form(id, 2));
  const album = z.array(Message).parse(((await response.json()) as { result: unknown }).result);
  expect(album.map(({ photo }) => [photo?.[0]?.width, photo?.[0]?.height])).toEqual([
    [20, 10],
    [20, 10],
  ]);
  expect(new Set(album.map(({ media_group_id }) => media_group_id)).size).toBe(1);
});

test.each([1, 11])("an album of %i is refused, and nothing of it is shown", async (pictures) => {
  const { request, chat, id } = await talking();
  expect((await request("POST", `${token}/sendMediaGroup`, await form(id, pictures))).status).toBe(400);
  expect((await chat("GET", "")).messages).toHaveLength(1);
});

test("a picture of the wrong shape is refused", async () => {
  const { request, id } = await talking();
  const data = await form(id, 2, { width: 420, height: 20 });
  const answer = await request("POST", `${token}/sendMediaGroup`, data);
  expect(await answer.json()).toMatchObject({
    ok: false,
    description: "Bad Request: PHOTO_INVALID_DIMENSIONS",
  });
});

test.each([
  [{ text: "" }, 400],
  [{ text: "x".repeat(4_097) }, 400],
  [{ text: "x", unheard_of: 1 }, 400],
  [{ text: "x", chat_id: 5 }, 400],
  [{ text: "x".repeat(4_096) }, 200],
])("sendMessage of %o is answered %i", async (body, status) => {
  const { call, id } = await talking();
  expect((await call("sendMessage", { chat_id: id, ...body })).status).toBe(status);
});

test("a bot writes to nobody who has blocked it, or has never written; whoever writes again is told again", async () => {
  const { chat, call, json, id } = await talking();
  await chat("PUT", "", { isBlocking: true });
  expect(await call("sendMessage", { chat_id: id, text: "x" })).toMatchObject({
    status: 403,
    body: { description: "Forbidden: bot was blocked by the user" },
  });
  await chat("POST", "/messages", { text: "I am back" });
  expect((await call("sendMessage", { chat_id: id, text: "x" })).status).toBe(200);
  await json("GET", "/telegram/chats/Ben");
  expect((await call("sendMessage", { chat_id: id + 1, text: "x" })).status).toBe(403);
});

test("a fault of 429 says how long to wait, in the body", async () => {
  const { sandbox, call, id } = await talking();
  sandbox.setFaults("429@telegram-send,retry-after=7");
  expect(await call("sendMessage", { chat_id: id, text: "x" })).toMatchObject({
    status: 429,
    body: { ok: false, error_code: 429, parameters: { retry_after: 7 } },
  });
});

test("the page and what it asks for are not journaled; a token of another form is 401", async () => {
  const { sandbox, request } = await talking();
  sandbox.journal.clear();
  for (const path of ["/telegram", "/telegram/darkroom_bot?start=x", "/telegram/chats/Ada"])
    expect((await sandbox.handle(new Request(BASE + path))).status).toBe(200);
  expect(sandbox.journal.count()).toBe(0);
  expect((await request("POST", "/telegram/botnone/getMe")).status).toBe(401);
});
