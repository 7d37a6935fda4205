import type { Dice } from "./dice";

/** An answer that is none, and says nothing of any work: it may pass. Throws what `fetch` throws where nobody answers. */
export function weatherAnswer(dice: Dice): Response {
  return dice.pick(weathers)(dice);
}

/** No connection was ever made: whatever was asked for has not happened. */
export function neverReached(): never {
  throw new TypeError("fetch failed", {
    cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
  });
}

/** How an answer gets lost though what was asked for has happened. */
export function lostAnswer(dice: Dice): Response {
  return dice.pick<() => Response>([
    broken,
    cutOff,
    timedOut,
    serverError,
    gatewayTimeout,
    pageInstead,
    nothing,
  ])();
}

/** Somebody on the way to the provider has a page to show. */
export function page(status: number, headers: Record<string, string> = {}): Response {
  const html = `<!DOCTYPE html><html><title>${status}</title><h1>Just a moment...</h1></html>`;
  return new Response(html, { status, headers: { "content-type": "text/html", ...headers } });
}

export function slowDown(dice: Dice): Response {
  const waits = [{}, { "retry-after": "7" }, { "retry-after": "90" }, { "retry-after": "soon" }];
  const date = { "retry-after": new Date(Date.now() + 20_000).toUTCString() };
  const headers = dice.pick<Record<string, string>>([...waits, date, { "retry-after": "86400" }]);
  return Response.json({ error: { message: "Slow down." } }, { status: 429, headers });
}

const broken = (): never => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
};
const timedOut = (): never => {
  throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
};
const serverError = () => Response.json({ error: "internal" }, { status: 500 });
const guardAway = () =>
  Response.json({ error: "The safety service is temporarily unavailable." }, { status: 500 });
const notAllowed = () =>
  Response.json({ error: { message: "You are not allowed to read this now." } }, { status: 403 });
const gatewayTimeout = () => page(504);
const pageInstead = () => page(200);
const nothing = () => new Response(null, { status: 200 });
const cutOff = () => new Response('{"id": "', { headers: { "content-type": "application/json" } });

const weathers: ReadonlyArray<(dice: Dice) => Response> = [
  broken,
  timedOut,
  serverError,
  guardAway,
  notAllowed,
  gatewayTimeout,
  pageInstead,
  nothing,
  cutOff,
  slowDown,
  (dice) => page(dice.pick([404, 403, 400, 502, 520])),
  () => page(503, { "retry-after": "12" }),
  () => Response.json({ detail: "Try again." }, { status: 408 }),
];
