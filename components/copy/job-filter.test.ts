import { expect, test } from "vitest";
import { jobFilterOf, jobPageQuery, type JobFilter } from "@/hooks/job-filter";
import { hiddenParts, setParts } from "./job-filter";

const everything = jobFilterOf(new URLSearchParams());
const full: JobFilter = {
  words: "red lamp",
  status: "failed",
  kind: "chat",
  isFavourite: true,
  from: "2026-03-01",
  to: "2026-03-31",
};

test("each part of a filter is named as it is on the page, days as one, and what is not set is not named", () => {
  expect(setParts(full).map(({ label }) => label)).toEqual([
    "Failed",
    "“red lamp”",
    "Chats",
    "Favourites",
    "1 Mar 2026 to 31 Mar 2026",
  ]);
  expect(setParts(everything)).toEqual([]);
});

test("without all of its parts a filter is none, and each takes away itself alone", () => {
  const none = setParts(full).reduce((filter, { without }) => ({ ...filter, ...without }), full);
  expect(jobPageQuery(none)).toBe("");
  for (const { what, without } of setParts(full))
    expect(setParts({ ...full, ...without }).map((part) => part.what)).toEqual(
      setParts(full).flatMap((part) => (part.what === what ? [] : [part.what])),
    );
});

test("behind one button are days, kind and favourites; words and status are in sight anyway", () => {
  expect(hiddenParts(full).map(({ what }) => what)).toEqual(["kind", "favourites", "days"]);
  expect(hiddenParts({ ...everything, words: "lamp", status: "failed" })).toEqual([]);
});
