import { afterEach, describe, expect, test, vi } from "vitest";
import type { Observation } from "@/lib/jobs/outcome";
import { checkListed } from "./check-listed";
import { walksThrough } from "./list-walk";
import type { Listed, Page } from "./page";

const running: Observation = { state: "running", progress: null, expectedAt: null };
const pageSize = 100;

const names = (what: string, count: number) => Array.from({ length: count }, (_, n) => `${what}-${n}`);

const page = (ids: readonly string[], next: string | null): Page<Listed> => ({
  items: ids.map((id) => ({ ids: [id], createdAt: null })),
  unreadable: 0,
  next,
  isLast: next === null,
});

/** A place that has this list, and what it is asked; `check` is one run's way of asking it. */
function place(list: (after: string | null) => Page<Listed>) {
  const asked = { pages: 0, alone: 0 };
  const walkOf = walksThrough((after) => {
    asked.pages += 1;
    return Promise.resolve(list(after));
  });
  const run = {};
  const look = () => {
    asked.alone += 1;
    return Promise.resolve(running);
  };
  const check = (refs: readonly string[]) =>
    checkListed(refs, () => true, { label: "Acme", walk: walkOf(run), observe: () => running, look });
  return { asked, check };
}

/** The pages of a list of these, newest first. */
function pagesOf(ids: readonly string[]) {
  return (after: string | null) => {
    const from = after === null ? 0 : ids.indexOf(after) + 1;
    const shown = ids.slice(from, from + pageSize);
    return page(shown, from + pageSize < ids.length ? (shown.at(-1) ?? null) : null);
  };
}

test("a place that gives the same page whatever it is asked after is asked for no third", async () => {
  const shown = names("ours", pageSize);
  const { asked, check } = place(() => page(shown, shown.at(-1) ?? null));
  const more = names("more", 400);
  expect((await check([...shown, ...more])).size).toBe(500);
  expect(asked).toEqual({ pages: 2, alone: 400 });
});

test("nor is one whose pages lead back to each other", async () => {
  const shown = names("ours", 2 * pageSize);
  const listed = pagesOf(shown);
  const { asked, check } = place((after) =>
    after === "ours-199" ? listed(null) : { ...listed(after), next: after === null ? "ours-99" : "ours-199" },
  );
  expect((await check([...shown, ...names("more", 300)])).size).toBe(500);
  expect(asked).toEqual({ pages: 3, alone: 300 });
});

test("five pages in a row without any of ours are enough for a run, however much is asked about", async () => {
  const { asked, check } = place(pagesOf(names("others", 10_000)));
  for (const batch of ["one", "two"]) expect((await check(names(batch, 500))).size).toBe(500);
  expect(asked).toEqual({ pages: 5, alone: 1_000 });
});

test("those that another batch finds its work in were not in vain: it reads on", async () => {
  const [newer, older] = [names("newer", 600), names("older", 200)];
  const { asked, check } = place(pagesOf([...newer, ...older]));
  await check(older);
  expect(asked).toEqual({ pages: 5, alone: 200 });
  await check(newer);
  expect(asked).toEqual({ pages: 6, alone: 200 });
});

describe("a list that lacks some of each batch", () => {
  afterEach(() => vi.restoreAllMocks());

  const listed = names("ours", 5_000);
  /** What the tenth with this number asks about, from all over the list, which lacks so many. */
  const batch = (n: number, gone = 3) => [
    ...listed.filter((_ref, at) => at % 10 === n).slice(gone),
    ...names(`gone-${n}`, gone),
  ];

  test("is walked once for all of them", async () => {
    const { asked, check } = place(pagesOf(listed));
    for (let n = 0; n < 10; n++) expect((await check(batch(n))).size).toBe(500);
    expect(asked.pages).toBeLessThanOrEqual(60);
    expect(asked.alone).toBe(30);
  });

  test("is walked again, for those told of too, once what was read first is half a minute old", async () => {
    const { asked, check } = place(pagesOf(listed));
    const start = performance.now();
    const at = (seconds: number) => vi.spyOn(performance, "now").mockReturnValue(start + seconds * 1_000);
    await check(batch(0));
    at(29);
    await check(batch(1));
    expect(asked).toEqual({ pages: 51, alone: 6 });
    at(31);
    await check(batch(1, 0));
    expect(asked).toEqual({ pages: 101, alone: 6 });
  });
});
