import { http } from "msw";
import { z } from "zod";
import { route } from "../core/route";
import type { SandboxProvider } from "../core/world";
import { Mailboxes } from "./mailbox";
import { mailboxPage } from "./page";

const Answer = z.strictObject({
  status: z.number().int().min(200).max(599),
  retryAfter: z.number().int().min(0).optional(),
  location: z.string().optional(),
});

const path = "/receiver/:name";

/** Somebody's own server that wants to be told of jobs: it keeps what comes, shows it, and answers as it is told to. */
export const receiver: SandboxProvider = {
  name: "receiver",
  places: ["receiver-message"],
  handlers: (world) => {
    const mailboxes = new Mailboxes();
    const errorBody = (status: number) => ({ error: `Faults were set, to answer ${status}.` });
    const spec = { provider: "receiver", name: "receiver-message", method: "POST", path, errorBody } as const;
    return [
      route(world, spec, async ({ request, param }) => {
        const mailbox = mailboxes.named(param("name"));
        const { status, retryAfter, location } = mailbox.answer;
        const headers = Object.fromEntries(request.headers);
        mailbox.keep({ at: world.now(), headers, body: await request.text(), status });
        const answer = new Headers(location === undefined ? {} : { location });
        if (retryAfter !== undefined) answer.set("retry-after", String(retryAfter));
        const hasBody = status !== 204 && status !== 205 && status !== 304;
        return new Response(hasBody ? `answered with ${status}` : null, { status, headers: answer });
      }),
      // Whoever looks on is no part of the play: neither faults nor the journal know of them.
      http.get(`*${path}`, ({ request, params }) => {
        const name = String(params["name"]);
        const mailbox = mailboxes.named(name);
        if (!request.headers.get("accept")?.includes("text/html"))
          return Response.json({ answer: mailbox.answer, messages: mailbox.messages });
        const headers = { "content-type": "text/html; charset=utf-8" };
        return new Response(mailboxPage(name, mailbox), { headers });
      }),
      http.put(`*${path}`, async ({ request, params }) => {
        const answer = Answer.safeParse(await request.json().catch(() => null));
        if (!answer.success) return Response.json({ error: 'Expected {"status": 200}.' }, { status: 422 });
        mailboxes.named(String(params["name"])).answer = answer.data;
        return Response.json(answer.data);
      }),
    ];
  },
};
