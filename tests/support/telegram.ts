import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect } from "vitest";
import { z } from "zod";
import { registerSimulated, simulatedTelegram } from "@/scripts/stack/simulated-telegram";
import { afterResponses, callRoute } from "./call-route";
import { testSecrets, type World } from "./world";

const { POST } = await import("@/app/api/webhooks/telegram/route");

const Message = z.object({
  number: z.number(),
  by: z.enum(["person", "bot"]),
  text: z.string(),
  media: z.object({ kind: z.string(), bytes: z.number(), blob: z.string() }).nullable(),
  album: z.string().nullable(),
  keyboard: z
    .object({ inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))) })
    .nullable(),
});
export type Message = z.infer<typeof Message>;

const Chat = z.object({ person: z.object({ id: z.number() }), messages: z.array(Message) });

/** Somebody with a phone, in the sandbox's Telegram. */
export interface Phone {
  /** What the bot has sent, the oldest first. */
  heard: () => Promise<Message[]>;
  chatId: () => Promise<number>;
  /** Says something, and waits for what the bot answers. */
  say: (text: string) => Promise<Message>;
  /** The same without an answer to wait for. */
  mention: (text: string) => Promise<void>;
  /** Presses a button, and waits for nothing. */
  pressUnheard: (message: Message, data: string) => Promise<void>;
  /** Presses the button with this label below a message, and waits until that says something else. */
  press: (message: Message, label: string) => Promise<Message>;
  block: () => Promise<void>;
}

/** Telegram, and an app that takes its updates by its own route. */
export interface Telegram {
  /** A new phone, whose owner has this name. */
  phone: (name: string) => Phone;
  /** The updates that came, as they came, and what was answered to each. */
  readonly updates: Array<{ body: string; secret: string | null; status: number }>;
  /** Sends an update to the route. */
  send: (body: string, secret: string | null) => Promise<number>;
}

/** Puts the sandbox in Telegram's place for the tests of a file. */
export function useTelegram(world: World): Telegram {
  const updates: Telegram["updates"] = [];
  let app: Server | undefined;

  async function send(body: string, secret: string | null): Promise<number> {
    const headers = secret === null ? {} : { "x-telegram-bot-api-secret-token": secret };
    const response = await callRoute(POST, "/api/webhooks/telegram", { method: "POST", body, headers });
    await afterResponses();
    return response.status;
  }

  beforeAll(async () => {
    app = createServer((request, response) => {
      const take = async () => {
        const body = (await buffer(request)).toString();
        const header = request.headersDistinct["x-telegram-bot-api-secret-token"];
        const update = { body, secret: header?.[0] ?? null, status: 0 };
        updates.push(update);
        update.status = await send(body, update.secret);
        response.writeHead(update.status).end();
      };
      void take();
    });
    await new Promise<void>((resolve) => void app?.listen(0, "127.0.0.1", resolve));
    const { port } = app.address() as AddressInfo;
    const env = simulatedTelegram(world.provider.url, testSecrets.sandbox);
    Object.assign(process.env, env);
    await registerSimulated(env, `http://127.0.0.1:${port}`);
  });
  afterAll(() => {
    app?.closeAllConnections();
    app?.close();
  });

  function phone(name: string): Phone {
    const ask = async (path = "", method = "GET", body?: unknown) => {
      const url = `${world.provider.url}/telegram/chats/${encodeURIComponent(name)}${path}`;
      const init = body === undefined ? {} : { body: JSON.stringify(body) };
      return Chat.parse(await (await fetch(url, { method, ...init })).json());
    };
    const heard = async () => (await ask()).messages.filter(({ by }) => by === "bot");
    const mention = async (text: string) => void (await ask("/messages", "POST", { text }));
    const pressUnheard = async ({ number }: Message, data: string) =>
      void (await ask("/presses", "POST", { number, data }));
    return {
      heard,
      mention,
      pressUnheard,
      chatId: async () => (await ask()).person.id,
      async say(text) {
        const before = (await heard()).length;
        await mention(text);
        await expect.poll(async () => (await heard()).length).toBeGreaterThan(before);
        return lastOf(await heard());
      },
      async press(message, label) {
        const keys = message.keyboard?.inline_keyboard.flat() ?? [];
        await pressUnheard(message, keys.find(({ text }) => text === label)?.callback_data ?? "");
        const now = async () => lastOf((await heard()).filter(({ number }) => number === message.number));
        await expect.poll(async () => (await now()).text).not.toBe(message.text);
        return now();
      },
      block: async () => void (await ask("", "PUT", { isBlocking: true })),
    };
  }

  return { phone, updates, send };
}

function lastOf(messages: readonly Message[]): Message {
  const last = messages.at(-1);
  if (!last) throw new Error("The bot has said nothing.");
  return last;
}
