import { onTestFinished, vi } from "vitest";
import { interceptFetch } from "./intercept-fetch";

/** Answers a call in its provider's place; `nth` counts from 1, `honest` is what the provider itself would say. */
export type Answering = (nth: number, honest: () => Promise<Response>) => Response | Promise<Response>;

/** What answers which calls, by method and URL without query; the first that fits. Others go where they were sent. */
export type Script = ReadonlyArray<readonly [RegExp, Answering]>;

/** Puts words into a provider's mouth until the test is over; `count` is how often a call of a pattern was made. */
export function answering(script: Script): { count: (call: RegExp) => number } {
  const seen: string[] = [];
  const nths = new Map<RegExp, number>();
  interceptFetch(async ({ method, url }, send) => {
    const call = `${method} ${url.split("?")[0]}`;
    seen.push(call);
    const [pattern, answer] = script.find(([each]) => each.test(call)) ?? [];
    if (!pattern || !answer) return send();
    const nth = (nths.get(pattern) ?? 0) + 1;
    nths.set(pattern, nth);
    return answer(nth, send);
  });
  onTestFinished(() => void vi.restoreAllMocks());
  return { count: (call) => seen.filter((each) => call.test(each)).length };
}

/** An answer in JSON. */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status });
}

/** Somebody's web page. */
export function page(status: number): Response {
  const html = "<!doctype html><title>404</title>This page could not be found.";
  return new Response(html, { status, headers: { "content-type": "text/html" } });
}
