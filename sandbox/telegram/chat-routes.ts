import { readFileSync } from "node:fs";
import { http, type HttpHandler } from "msw";
import { z } from "zod";
import { fileAnswer } from "../core/file-answer";
import type { World } from "../core/world";
import type { Chats } from "./chats";
import { bot } from "./shapes";

const Writing = z.object({ text: z.string().trim().min(1).max(4_096) });
const Pressing = z.object({ number: z.number(), data: z.string() });
const Blocking = z.object({ isBlocking: z.boolean() });

const files = {
  page: new URL("./chat.html", import.meta.url),
  style: new URL("./chat.css", import.meta.url),
};

/** `/telegram`: a page to talk to the bot as anybody, and what it asks for. Never journaled, never faulty. */
export function chatRoutes(world: World, chats: Chats): HttpHandler[] {
  const page = () =>
    new Response(
      read(files.page).replace("/* chat.css */", () => read(files.style)),
      {
        headers: { "content-type": "text/html; charset=utf-8" },
      },
    );
  const personIn = ({ name }: Record<string, unknown>) => chats.personNamed(String(name).slice(0, 40));
  const chatOf = (name: string) => {
    const person = chats.personNamed(name);
    return Response.json({
      person,
      bot: { name: bot.first_name, username: bot.username, isListening: chats.webhook !== null },
      commands: chats.menu,
      messages: chats.messagesOf(person),
    });
  };

  return [
    http.get("*/telegram", page),
    http.get("*/telegram/:bot", page),
    http.get("*/telegram/chats/:name", ({ params }) => chatOf(personIn(params).name)),
    http.post("*/telegram/chats/:name/messages", async ({ params, request }) => {
      const person = personIn(params);
      const writing = Writing.safeParse(await said(request));
      if (!writing.success) return unreadable();
      chats.write(person, writing.data.text);
      return chatOf(person.name);
    }),
    http.post("*/telegram/chats/:name/presses", async ({ params, request }) => {
      const person = personIn(params);
      const pressing = Pressing.safeParse(await said(request));
      const message = pressing.success ? chats.messageOf(person, pressing.data.number) : undefined;
      if (!pressing.success || !message) return unreadable();
      chats.press(person, message, pressing.data.data);
      return chatOf(person.name);
    }),
    http.put("*/telegram/chats/:name", async ({ params, request }) => {
      const person = personIn(params);
      const blocking = Blocking.safeParse(await said(request));
      if (!blocking.success) return unreadable();
      chats.block(person, blocking.data.isBlocking);
      return chatOf(person.name);
    }),
    http.get("*/telegram/files/:blob", ({ params, request }) => {
      const blob = String(params["blob"]);
      const media = /^telegram-\d+$/.test(blob) ? chats.mediaNamed(blob) : undefined;
      const content = media && world.blobs.content(blob);
      if (!content) return Response.json({ error: "There is no such file." }, { status: 404 });
      return fileAnswer(world, { request }, { content, contentType: media.contentType, where: [] });
    }),
  ];
}

function read(file: URL): string {
  return readFileSync(file, "utf8");
}

async function said(request: Request): Promise<unknown> {
  return request.json().catch(() => null);
}

function unreadable(): Response {
  return Response.json({ error: "This cannot be read." }, { status: 422 });
}
