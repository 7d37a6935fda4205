import { describe, expect, test } from "vitest";
import { jobWith, slotWork } from "@/tests/support/sample-jobs";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { chat } from "./chat";

stubEnvironment({ CHAT_MODEL: "gpt-6-sol" });
const input = chat.input.parse({ prompt: "Why is the sky blue?\nIn one line." });

describe("the input", () => {
  test("takes many lines, and 20,000 characters", () => {
    expect(input.prompt).toBe("Why is the sky blue?\nIn one line.");
    expect(chat.input.safeParse({ prompt: "x".repeat(20_000) }).success).toBe(true);
  });

  test.each([
    {},
    { prompt: "" },
    { prompt: " " },
    { prompt: 7 },
    { prompt: "x".repeat(20_001) },
    { prompt: "\0" },
  ])("refuses %#", (given) => {
    expect(chat.input.safeParse(given).success).toBe(false);
  });

  test("takes no model: that is configured", () => {
    expect(chat.input.safeParse({ prompt: "Why?", model: "gpt-6-astra" }).success).toBe(false);
  });
});

test("the configured model answers, and the only one on offer is it", () => {
  expect(chat.engines(input)).toEqual({ answering: { provider: "openai", model: "gpt-6-sol" } });
  expect(chat.offers()).toEqual([{ provider: "openai", model: "gpt-6-sol", seconds: [], sizes: [] }]);
});

test("a job goes on with the model of its record, and an old one with the configured", () => {
  const body = { type: "answer", prompt: input.prompt };
  const asked = (model: string | null) =>
    chat.request(slotWork(input, "answering", 0, { engine: { provider: "openai", model } }));
  expect(asked("gpt-6-luna")).toEqual({ provider: "openai", body: { ...body, model: "gpt-6-luna" } });
  expect(asked(null)).toMatchObject({ body: { ...body, model: "gpt-6-sol" } });
});

test("what a user sees of it: the first line for a title, one answer, no files of theirs", () => {
  expect([chat.title(input), chat.prompt(input)]).toEqual(["Why is the sky blue?", input.prompt]);
  expect([chat.opening(input), chat.resultName(1, "answering")]).toEqual(["Asked a question", "answer"]);
  expect([chat.slots(input, "answering", jobWith()), chat.uploads(input)]).toEqual([1, []]);
});
