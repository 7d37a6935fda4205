import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { modelRefusal } from "./models";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

let place = {
  label: "OpenAI",
  baseUrl: "",
  addressName: "OPENAI_BASE_URL",
  key: "sk-tests",
  keyName: "OPENAI_API_KEY",
};
let places = 0;
let asked = 0;

/** Every test asks a place of its own, as lists are remembered. */
beforeEach(() => {
  place = { ...place, baseUrl: `https://place-${++places}.openai.com/v1` };
  asked = 0;
});

function listing(answer: () => Response | Promise<Response>) {
  server.resetHandlers(
    http.get(`${place.baseUrl}/models`, () => {
      asked++;
      return answer();
    }),
  );
}

const models = (data: unknown[]) => () => HttpResponse.json({ object: "list", data });
const at = (time: string) => new Date(`2026-${time}:00Z`);
const refusal = (model: string, now: Date) => modelRefusal(place, model, "CHAT_MODEL", now);

describe("a model of the list", () => {
  test("is refused from its last day on, with the date and what to change", async () => {
    listing(models([{ id: "gpt-9", shutdown_date: "2026-12-11" }]));
    expect(await refusal("gpt-9", at("12-10T23:59"))).toBeNull();
    expect(await refusal("gpt-9", at("12-11T00:00"))).toBe(
      "gpt-9 was shut down on 11 December 2026. Set CHAT_MODEL to another model.",
    );
  });

  test.each([{ id: "gpt-5", shutdown_date: null }, { id: "gpt-5" }, { id: "gpt-5", shutdown_date: "soon" }])(
    "as %o lives, though its day in the table is past",
    async (row) => {
      listing(models([row]));
      expect(await refusal("gpt-5", at("12-30T00:00"))).toBeNull();
    },
  );
});

describe("a model that no list tells of", () => {
  const wordless: Array<[string, () => Response | Promise<Response>]> = [
    ["is silent", models([{ id: "gpt-6-luna", shutdown_date: null }])],
    ["is a page", () => HttpResponse.html("<h1>Hello</h1>")],
    ["is refused", () => HttpResponse.json({ error: { message: "no" } }, { status: 401 })],
    ["fails", () => new HttpResponse(null, { status: 500 })],
    ["breaks", () => HttpResponse.error()],
  ];
  test.each(wordless)("of OpenAI itself is judged by the table, where the list %s", async (_what, answer) => {
    listing(answer);
    expect(await refusal("gpt-5", at("12-11T00:00"))).toContain("shut down on 11 December 2026");
    expect(await refusal("gpt-5", at("12-10T00:00"))).toBeNull();
    expect(await refusal("gpt-7", at("12-11T00:00"))).toBeNull();
  });

  test.each(wordless)("is never judged by it elsewhere, where the list %s", async (_what, answer) => {
    place = { ...place, baseUrl: `https://gateway-${places}.test/v1` };
    listing(answer);
    expect(await refusal("gpt-5", at("12-30T00:00"))).toBeNull();
  });

  test("is known by its snapshots too", async () => {
    listing(models([]));
    expect(await refusal("o1-2024-12-17", at("11-21T00:00"))).toContain("23 October 2026");
  });
});

describe("the list", () => {
  test("is asked once an hour, however many ask at once", async () => {
    listing(models([]));
    const ask = (time: string) => refusal("gpt-7", at(time));
    await Promise.all([ask("11-21T12:00"), ask("11-21T12:00"), ask("11-21T12:30")]);
    expect(asked).toBe(1);
    await ask("11-21T13:01");
    expect(asked).toBe(2);
  });

  test("is asked again a minute after it could not be had", async () => {
    listing(() => new HttpResponse(null, { status: 500 }));
    await refusal("gpt-7", at("11-21T12:00"));
    await refusal("gpt-7", new Date("2026-11-21T12:00:59Z"));
    expect(asked).toBe(1);
    await refusal("gpt-7", at("11-21T12:01"));
    expect(asked).toBe(2);
  });

  test("is not asked without a key", async () => {
    listing(models([]));
    await modelRefusal({ ...place, key: "" }, "gpt-7", "CHAT_MODEL", at("11-21T12:00"));
    expect(asked).toBe(0);
  });
});
