import type { HttpHandler } from "msw";
import { refusable } from "../core/refusal";
import { route, type Answer } from "../core/route";
import type { World } from "../core/world";
import type { Chats } from "./chats";
import { methods } from "./methods";
import { readParams } from "./params";
import { faultBody, refusal } from "./refusals";

/** The places of calls for `fault@place`, by what they begin with. */
const placeOf = (method: string) => (/^(send|edit)/.test(method) ? "telegram-send" : "telegram-call");
export const places = ["telegram-send", "telegram-call", "telegram-update"];

/** `/telegram/bot<token>/<method>`: the Bot API. */
export function botRoutes(world: World, chats: Chats): HttpHandler[] {
  const known = Object.entries(methods(world, chats)).flatMap(([name, method]) =>
    (["GET", "POST"] as const).map((verb) =>
      route(
        world,
        {
          provider: "telegram",
          name: placeOf(name),
          method: verb,
          path: `/telegram/bot:token/${name}`,
          creates: name.startsWith("send"),
          journaledAs: `POST /telegram/${name}`,
          errorBody: faultBody(world),
        },
        behindToken(async ({ request }) => {
          const result = await method(await readParams(world, request));
          return Response.json({ ok: true, result });
        }),
      ),
    ),
  );
  const unknown = route(
    world,
    {
      provider: "telegram",
      name: "telegram-call",
      method: "POST",
      path: "/telegram/bot:token/:method",
      errorBody: faultBody(world),
    },
    behindToken(() => {
      throw refusal(404, "Not Found");
    }),
  );
  return [...known, unknown];
}

/** Right is a token of Telegram's own form, as the local stack sets one. */
function behindToken(answer: Answer): Answer {
  return refusable((call) => {
    if (!/^\d+:[\w-]+$/.test(call.param("token"))) throw refusal(401, "Unauthorized");
    return answer(call);
  });
}
