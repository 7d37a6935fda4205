import { vi } from "vitest";

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
  const real = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const sent = input instanceof Request ? await input.clone().text() : init?.body;
    const body = typeof sent === "string" ? sent : "";
    const method = (init?.method ?? (input instanceof Request ? input.method : "GET")).toUpperCase();
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}));
    return meet({ url, method, body }, () => real(input, init), headers);
  });
}
