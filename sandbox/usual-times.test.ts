import { expect, test } from "vitest";
import { promptTimes, tuneTimes } from "./astria/timing";
import { requestTimes } from "./fal/timing";
import { batchTimes, responseTimes, videoTimes } from "./openai/timing";
import { usualTimes } from "./usual-times";

const pace = { seed: 1, speed: 1 };
const draws = Array.from({ length: 300 }, (_, n) => n + 1);
const response = (id: number, draws: boolean) => responseTimes(id, pace, { draws, background: true });

const took = (end: number, start: number): number => end - start;

/** What each step takes in 300 draws. */
const drawn: Record<string, (id: number) => number> = {
  "photoshoot training astria": (id) => {
    const { trainedAt, createdAt } = tuneTimes(id, pace);
    return took(trainedAt, createdAt);
  },
  "photoshoot generating astria": (id) =>
    Math.max(
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((slot) => {
        const { trainedAt, createdAt } = promptTimes(id * 8 + slot, pace);
        return took(trainedAt, createdAt);
      }),
    ),
  "sora generating openai-videos": (id) => {
    const { finishedAt, createdAt } = videoTimes(id, pace);
    return took(finishedAt, createdAt);
  },
  "sora generating fal": (id) => {
    const { finishedAt, createdAt } = requestTimes(id, "film", pace);
    return took(finishedAt, createdAt);
  },
  "product_card designing openai": (id) => took(response(id, true).finishedAt, response(id, true).createdAt),
  "chat answering openai": (id) => took(response(id, false).finishedAt, response(id, false).createdAt),
  "image_tags tagging openai-batches": (id) => {
    const { finishedAt, createdAt } = batchTimes(id, 10_000, pace);
    return took(finishedAt, createdAt);
  },
};

test.each(Object.entries(drawn))("%s takes about as long as is said of it", (name, draw) => {
  const said = usualTimes.find(({ kind, step, provider }) => `${kind} ${step} ${provider}` === name);
  const times = draws.map(draw).toSorted((a, b) => a - b);
  const [p50 = 0, p90 = 0] = [times[150], times[270]];
  expect(Math.abs((said?.p50Ms ?? 0) / p50 - 1)).toBeLessThan(0.05);
  expect(Math.abs((said?.p90Ms ?? 0) / p90 - 1)).toBeLessThan(0.05);
});
