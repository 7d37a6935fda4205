import { diceOf } from "./dice";
import type { History } from "./history";

/** How work really ends. `empty`: it is done, and nothing came of it. */
export type End = "finishes" | "fails" | "empty" | "hangs";

export type TrueState = "queued" | "running" | "finished" | "empty" | "failed" | "canceled";

/** One piece of work as it really is, whatever is said of it. Times in milliseconds since 1970. */
export interface TrueWork {
  history: History;
  /** What it was made for, where it carries that. */
  operationId: string | null;
  number: number;
  /** What was asked for, in the provider's own fields. */
  wish: Readonly<Record<string, unknown>>;
  createdAt: number;
  startsAt: number;
  endsAt: number;
  end: End;
  isCanceled: boolean;
  /** When it was said, in words that can be read, that it is done, and where its result is. */
  told: number[];
  /** When its file was given whole. */
  served: number[];
  /** Whether it was said that it has ended without a result. */
  isDamned: boolean;
  /** How often in a row it was said that there is no such work, or no such file. */
  denied: number;
}

export interface Pace {
  longestMs: number;
  /** Where a job has many such pieces, one of them hardly ever spoils the whole. */
  isOneOfMany?: boolean;
}

/** All the work of one provider. */
export class Works {
  readonly all: TrueWork[] = [];
  constructor(private readonly now: () => number) {}

  add(
    history: History,
    made: Pick<TrueWork, "operationId" | "wish">,
    { longestMs, isOneOfMany }: Pace,
  ): TrueWork {
    const number = this.all.length + 1;
    const dice = diceOf(history.seed, "work", this.all.filter((each) => each.history === history).length);
    const createdAt = this.now();
    const startsAt = createdAt + dice.between(1_000, 10_000);
    const end = history.isHonest ? "finishes" : dice.pick(isOneOfMany ? endsOfMany : ends);
    const takesMs = dice.between(10_000, history.isHonest ? 90_000 : longestMs);
    const untold = { told: [], served: [], isDamned: false, denied: 0, isCanceled: false };
    const endsAt = startsAt + takesMs;
    const work = { history, number, ...made, createdAt, startsAt, endsAt, end, ...untold };
    this.all.push(work);
    return work;
  }

  stateOf(work: TrueWork): TrueState {
    const now = this.now();
    if (now >= work.endsAt && work.end === "finishes") return "finished";
    if (work.isCanceled) return "canceled";
    if (now < work.startsAt) return "queued";
    if (now < work.endsAt || work.end === "hangs") return "running";
    return work.end === "fails" ? "failed" : "empty";
  }
}

const ends: readonly End[] = [
  ...Array.from({ length: 14 }, (): End => "finishes"),
  ...(["fails", "fails", "empty", "hangs"] as const),
];

const endsOfMany: readonly End[] = [...Array.from({ length: 90 }, (): End => "finishes"), "empty", "hangs"];
