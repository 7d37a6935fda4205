import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { askProvider } from "../http";
import { callOpenAi } from "./client";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** The base URL of a place that answers like this. */
async function place(answer: (response: ServerResponse) => void): Promise<string> {
  server = createServer((_request, response) => answer(response));
  await new Promise<void>((ready) => server?.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const timeoutMs = 300;
const names = { label: "OpenAI", key: "sk-test", keyName: "OPENAI_API_KEY", addressName: "OPENAI_BASE_URL" };
const silences: Array<[string, (response: ServerResponse) => void]> = [
  ["says nothing", () => {}],
  [
    "begins, and says no more",
    (response) => void response.writeHead(200, { "content-type": "application/json" }).write("{"),
  ],
];

/** What a call ends with, while all that nobody holds is collected. */
async function endOf(calling: Promise<unknown>): Promise<unknown> {
  const collecting = setInterval(collectGarbage, 20);
  return calling.catch((error: unknown) => error).finally(() => clearInterval(collecting));
}

test("a time-out goes with the call itself, since a request does not hold its own", async () => {
  const fetching = vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({}));
  const call = { method: "post", path: "/models", schema: z.unknown(), timeoutMs } as const;
  await callOpenAi({ ...names, baseUrl: "https://openai.test" }, call);
  expect(fetching.mock.calls).toEqual([
    [expect.any(Request), expect.objectContaining({ signal: expect.any(AbortSignal) })],
  ]);
  fetching.mockRestore();
});

test.each(silences)(
  "a place that %s is not waited for, whatever the garbage collector takes",
  async (_how, answer) => {
    const where = { ...names, baseUrl: await place(answer) };
    const call = { method: "post", path: "/models", schema: z.unknown(), timeoutMs } as const;
    expect(await endOf(callOpenAi(where, call))).toMatchObject({ code: "timeout" });
  },
  5_000,
);

test.each(silences)(
  "nor any other provider that %s",
  async (_how, answer) => {
    const url = await place(answer);
    const asking = askProvider({ label: "fal", method: "GET", url, headers: {}, timeoutMs });
    expect(await endOf(asking)).toMatchObject({ code: "timeout" });
  },
  5_000,
);
