import { z } from "zod";
import { createSandbox, type SandboxOptions } from "./create-sandbox";
import type { Delivery } from "./core/callback";

/** Where the tests call the sandbox. */
export const BASE = "http://sandbox.test";

/** An object on the wire, as far as tests need to know it. */
const Wire = z.looseObject({ id: z.string().default(""), status: z.string().default("") });

/** A sandbox with a clock that the test sets, and callbacks that are kept instead of sent. */
export function bench(options: SandboxOptions = {}) {
  let now = Date.UTC(2026, 10, 21, 12);
  const delivered: Delivery[] = [];
  const open = (more: SandboxOptions = {}) =>
    createSandbox({
      now: () => now,
      deliver: async (delivery) => {
        delivered.push(delivery);
      },
      ...options,
      ...more,
    });
  const sandbox = open();
  const request = (
    method: string,
    path: string,
    body?: unknown,
    on = sandbox,
    headers: Record<string, string> = {},
  ) =>
    on.handle(
      new Request(BASE + path, {
        method,
        headers: {
          authorization: keyOf(path),
          ...(body instanceof FormData ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      }),
    );
  return {
    sandbox,
    open,
    delivered,
    request,
    /** The JSON of an answer, whatever its status. */
    json: async (method: string, path: string, body?: unknown, on = sandbox) =>
      Wire.parse(await (await request(method, path, body, on)).json()),
    /** Lets so many seconds pass. */
    pass: (seconds: number) => {
      now += seconds * 1_000;
    },
    now: () => now,
  };
}

/** A key of the form that the provider of this path gives. */
function keyOf(path: string): string {
  if (path.startsWith("/fal/")) return "Key id:secret";
  return path.startsWith("/openai/") ? "Bearer sk-test" : "Bearer sd_test";
}

/** A valid body of `POST /tunes`. */
export function tuneBody(fields: Record<string, unknown> = {}) {
  const imageUrls = [1, 2, 3, 4].map((n) => `http://app.test/${n}.jpg`);
  return { tune: { title: "job-1", name: "woman", image_urls: imageUrls, ...fields } };
}
