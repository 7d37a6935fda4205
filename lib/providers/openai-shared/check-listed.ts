import type { Observation } from "@/lib/jobs/outcome";
import { askEach } from "../ask-each";
import { asError } from "../provider-error";
import { seemsToHaveNoList } from "./no-list";
import type { Listed, Page } from "./page";

type Answers = Map<string, Observation | Error>;

/** Up to so many are asked about one by one; more are looked up in the project's list. */
const few = 2;

/** How a provider asks about its work. */
export interface Ways<T extends Listed> {
  list: (after: string | null) => Promise<Page<T>>;
  /** What a row tells of the work that we know as `ref`; `null` where it does not tell enough. */
  observe: (ref: string, row: T) => Observation | null;
  /** Asks about one. */
  look: (ref: string) => Promise<Observation>;
}

/**
 * Asks about work through list calls, 100 a page, where there is more than a little of it. What the list does not show, or
 * tell, is asked for by itself, so that "missing" is always the provider's own 404. Stops asking when `isTimeLeft` says
 * no.
 */
export async function checkListed<T extends Listed>(
  refs: readonly string[],
  isTimeLeft: () => boolean,
  ways: Ways<T>,
): Promise<Answers> {
  const answers: Answers = new Map();
  await walk(refs, answers, isTimeLeft, ways);
  const left = refs.filter((ref) => !answers.has(ref));
  return new Map([...answers, ...(await askEach(left, isTimeLeft, ways.look))]);
}

/**
 * Pages down from the newest, as long as pages show some of ours and more than a few are left. A failed page
 * stands for all that it and the rest would have shown, so that a place in trouble is not asked again and again; a
 * place that evidently has no list is asked one by one.
 */
async function walk<T extends Listed>(
  refs: readonly string[],
  answers: Answers,
  isTimeLeft: () => boolean,
  { list, observe }: Ways<T>,
): Promise<void> {
  const wanted = new Set(refs);
  let after: string | null = null;
  try {
    while (wanted.size > few && isTimeLeft()) {
      const page: Page<T> = await list(after);
      let isOursThere = false;
      for (const item of page.items) {
        const ref = item.ids.find((id) => wanted.delete(id));
        if (ref === undefined) continue;
        isOursThere = true;
        const seen = observe(ref, item);
        if (seen) answers.set(ref, seen);
      }
      if (!isOursThere || page.next === null) return;
      after = page.next;
    }
  } catch (error) {
    if (seemsToHaveNoList(error)) return;
    for (const ref of wanted) answers.set(ref, asError(error));
  }
}
