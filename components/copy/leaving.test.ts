import { expect, test } from "vitest";
import { accountSentence, belongingsLines } from "./leaving";

const none = { jobs: 0, underWay: 0, results: 0, uploads: 0, images: 0, endpoints: 0, chats: 0 };

test("what goes is told with its numbers, and nothing that there is not", () => {
  expect(belongingsLines({ belongings: none })).toHaveLength(1);
  const some = { ...none, jobs: 2, underWay: 1, results: 8, images: 1 };
  const [jobs, results, images] = belongingsLines({ belongings: some });
  expect(jobs).toMatch(/^2 jobs with all that is known of them, 1 of them under way/);
  expect([results, images]).toEqual([
    "8 files that they made",
    "1 image of your library, with tags and captions",
  ]);
});

test("whether the account stays is said before, with the one reason that is true", () => {
  expect(accountSentence({ keepsAccount: "shared" })).toMatch(/stays, empty: it is the demo’s/);
  expect(accountSentence({ keepsAccount: "refused" })).toMatch(/stays, empty: .* no right to remove/);
  expect(accountSentence({ keepsAccount: null })).toMatch(/account is removed/);
});
