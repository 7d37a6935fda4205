import undici from "undici";
import { afterAll, beforeEach, vi } from "vitest";
import { inTime } from "@/lib/in-time";
import { rawAnswerIn } from "@/lib/providers/answer";
import { questions } from "@/lib/providers/get";

export interface SeenCall {
  url: string;
  method: string;
  /** Empty where it is no text. */
  body: string;
}

/**
 * Lets a test step between this process and whatever it calls: `meet` sends the call, or not, before or after doing
 * something else. `vi.restoreAllMocks()` ends it.
 */
export function interceptFetch(
  meet: (call: SeenCall, send: () => Promise<Response>, headers: Headers) => Promise<Response>,
): void {
  standBetween(async (input, init, send) => {
    const url = input instanceof Request ? input.url : String(input);
    const sent = input instanceof Request ? await input.clone().text() : init?.body;
    const body = typeof sent === "string" ? sent : "";
    const method = (init?.method ?? (input instanceof Request ? input.method : "GET")).toUpperCase();
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}));
    return meet({ url, method, body }, send, headers);
  });
}

type Fetch = typeof globalThis.fetch;

/** What guarded calls leave by. */
const guarded = undici as unknown as { fetch: Fetch };

/**
 * Meets all calls of this process: those by the platform's `fetch`, questions to providers, and the guarded ones. What guards
 * a link has let it pass by then; its name is judged when it is sent. `vi.restoreAllMocks()` ends it.
 */
export function standBetween(
  meet: (...call: [...Parameters<Fetch>, send: () => Promise<Response>]) => Promise<Response>,
): void {
  const { fetch } = globalThis;
  vi.spyOn(questions, "get").mockImplementation(({ url, headers, timeoutMs }) =>
    inTime(timeoutMs, async (signal) => {
      const init = { headers, redirect: "manual", signal } as const;
      return rawAnswerIn(await meet(url.href, init, () => fetch(url, init)));
    }),
  );
  for (const place of [globalThis, guarded]) {
    const send = place.fetch;
    vi.spyOn(place, "fetch").mockImplementation((input, init) => meet(input, init, () => send(input, init)));
  }
}

/** Lets guarded calls leave by the platform's `fetch` in all tests of a file that have others answer there. */
export function guardedByFetch(): void {
  beforeEach(() => {
    vi.spyOn(guarded, "fetch").mockImplementation(
      (input, { dispatcher, ...init }: RequestInit & { dispatcher?: unknown } = {}) => fetch(input, init),
    );
  });
  afterAll(() => void vi.restoreAllMocks());
}
