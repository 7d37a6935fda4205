import { expect, test } from "vitest";
import { z } from "zod";
import { bench } from "../test-bench";

const List = z.object({ data: z.array(z.object({ id: z.string(), shutdown_date: z.string().nullable() })) });

test("models say when they end", async () => {
  const { data } = List.parse(await (await bench().request("GET", "/openai/v1/models")).json());
  expect(Object.fromEntries(data.map(({ id, shutdown_date: date }) => [id, date]))).toMatchObject({
    "gpt-6-luna": null,
    "gpt-5-mini": "2026-12-11",
    "gpt-image-1.5": "2026-12-01",
    "sora-2": null,
  });
});

test("one model can be asked for; an unknown one is 404", async () => {
  const b = bench();
  expect(await b.json("GET", "/openai/v1/models/gpt-4o")).toMatchObject({
    object: "model",
    shutdown_date: "2027-01-14",
  });
  expect((await b.request("GET", "/openai/v1/models/gpt-99")).status).toBe(404);
});

test("a model is refused from the day of its shutdown on, by the sandbox's clock", async () => {
  const b = bench();
  const ask = async (model: string) => {
    const response = await b.request("POST", "/openai/v1/responses", {
      model,
      input: "hello",
      background: true,
    });
    const { error } = z
      .looseObject({ error: z.looseObject({ code: z.string() }).nullable() })
      .parse(await response.json());
    return [response.status, error?.code];
  };
  expect(await ask("o4-mini")).toEqual([404, "model_not_found"]);
  expect(await ask("gpt-5")).toEqual([200, undefined]);
  b.pass(30 * 24 * 3_600);
  expect(await ask("gpt-5")).toEqual([404, "model_not_found"]);
});
