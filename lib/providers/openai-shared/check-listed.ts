import type { Observation } from "@/lib/jobs/outcome";
import { askEach } from "../ask-each";
import { inLine } from "../asking-line";
import { asError } from "../provider-error";
import type { ListWalk } from "./list-walk";
import { seemsToHaveNoList } from "./no-list";
import type { Listed } from "./page";

type Answers = Map<string, Observation | Error>;

/** Up to so many are asked about one by one; more are looked up in the project's list. */
const few = 2;

/**
 * Pages follow one another, while questions about one piece of work go side by side: of so many that are left, one page
 * without any of ours is worth its time.
 */
const leftPerVainPage = 10;

/** How a provider asks about its work. */
export interface Ways<T extends Listed> {
  /** The provider's name, under which its questions are in line. */
  label: string;
  /** The run's way through the project's list. */
  walk: ListWalk<T>;
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
  const answers = await readList(refs, isTimeLeft, ways);
  const left = refs.filter((ref) => !answers.has(ref));
  return new Map([...answers, ...(await askEach(ways.label, left, isTimeLeft, ways.look))]);
}

/**
 * Takes what the run has read already, and pages on down for the rest, as long as more than a few are left and pages show
 * some of ours, or many are left. A failed page stands for all that it and the rest would have shown, so that a place in
 * trouble is not asked again and again; a place that evidently has no list is asked one by one.
 */
async function readList<T extends Listed>(
  refs: readonly string[],
  isTimeLeft: () => boolean,
  { label, walk, observe }: Ways<T>,
): Promise<Answers> {
  const answers: Answers = new Map();
  if (walk.isOld) walk.begin();
  const wanted = new Set(refs.filter((ref) => !walk.hasToldOf(ref)));
  const take = (ref: string): boolean => {
    const row = wanted.has(ref) ? walk.take(ref) : null;
    if (row === null) return false;
    wanted.delete(ref);
    const seen = observe(ref, row);
    if (seen) answers.set(ref, seen);
    return true;
  };
  for (const ref of wanted) take(ref);
  if (wanted.size <= few || walk.isInVain) return answers;
  // What was begun since then is at its top.
  if (walk.isOver) walk.goBack();
  const readOn = async (): Promise<void> => {
    let inVain = 0;
    while (wanted.size > few && !walk.isOver && !walk.isInVain && isTimeLeft()) {
      let isOursThere = false;
      for (const id of await walk.read()) isOursThere = take(id) || isOursThere;
      inVain = isOursThere ? 0 : inVain + 1;
      if (inVain * leftPerVainPage > wanted.size) break;
    }
  };
  try {
    // Pages follow one another: however many it reads, one question is under way.
    await inLine(label, isTimeLeft, [readOn]);
  } catch (error) {
    if (seemsToHaveNoList(error)) return answers;
    for (const ref of wanted) answers.set(ref, asError(error));
  }
  return answers;
}
