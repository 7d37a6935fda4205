import type * as nextServer from "next/server";
import { vi } from "vitest";

/** Work that routes have put off until after their response. */
const later: Array<() => Promise<unknown>> = [];

vi.mock("next/server", async (original) => ({
  ...(await original<typeof nextServer>()),
  after: (work: Promise<unknown> | (() => Promise<unknown>)) =>
    void later.push(typeof work === "function" ? work : () => work),
}));

/** Does the work that routes have put off until after their response. */
export async function afterResponses(): Promise<void> {
  while (later.length > 0) await later.shift()?.();
}

/** Forgets that work, as a function that is killed right after its response does. */
export function loseAfterResponses(): void {
  later.length = 0;
}

type Handler = (request: Request, context: never) => Promise<Response>;

/** Calls a route handler as Next would: same request object, params as a promise. */
export function callRoute(
  handler: Handler,
  url: string,
  init: RequestInit & { params?: Record<string, string | string[]> } = {},
): Promise<Response> {
  const { params = {}, ...request } = init;
  return handler(new Request(`http://app.test${url}`, request), { params: Promise.resolve(params) } as never);
}
