import { z } from "zod";
import { optional, variables } from "@/lib/env";

/** How many questions about running work one process has under way at one provider. */
export const askingVariables = variables({
  PROVIDER_CONCURRENCY: optional(z.coerce.number().int().min(1).max(1_000)).transform((most) => most ?? 32),
});

/** So often those who wait are asked whether they still have the time: calls that hold would keep them. */
const lookMs = 250;

/** A question that waits for its turn. */
interface Turn {
  /** Asks it; resolves once it is answered, however that is. */
  take(): Promise<void>;
  /** Leaves it unasked. */
  skip(): void;
}

interface Asker {
  /** Never empty while it waits. */
  turns: Turn[];
  isTimeLeft: () => boolean;
}

/** Those who ask one provider, by turns: who has one question does not wait for all of one who has five hundred. */
interface Line {
  most: number;
  underWay: number;
  askers: Asker[];
  looking: NodeJS.Timeout | undefined;
}

/** On the global object, since Next may bundle routes apart. A line is there while anybody is in it. */
const key = Symbol.for("darkroom.asking-lines");
const shared = globalThis as { [key]?: Map<string, Line> };

function lines(): Map<string, Line> {
  return (shared[key] ??= new Map<string, Line>());
}

/**
 * Asks these questions at the provider of this name, so many at once as all that this process asks in line there may be
 * together; returns the answers. Those whose turn has not come when `isTimeLeft` says no are left out, a quarter of a
 * second later at the most. Rejects with what a question throws. No question may stand in line itself, and `isTimeLeft`
 * must not throw.
 */
export async function inLine<T>(
  label: string,
  isTimeLeft: () => boolean,
  questions: ReadonlyArray<() => Promise<T>>,
): Promise<T[]> {
  if (questions.length === 0) return [];
  const turns = questions.map((ask) => turnOf(ask));
  const most = askingVariables().PROVIDER_CONCURRENCY;
  const line = lines().get(label) ?? { most, underWay: 0, askers: [], looking: undefined };
  lines().set(label, line);
  line.askers.push({ turns: [...turns], isTimeLeft });
  goOn(label, line);
  return (await Promise.all(turns.map(({ answer }) => answer))).flat();
}

function turnOf<T>(ask: () => Promise<T>): Turn & { answer: Promise<[T] | []> } {
  const { promise: answer, resolve } = Promise.withResolvers<[T] | []>();
  return {
    answer,
    take: async () => {
      const asked = Promise.resolve().then(ask);
      resolve(asked.then((told): [T] => [told]));
      await Promise.allSettled([asked]);
    },
    skip: () => resolve([]),
  };
}

/** Begins as many questions as there is room for, one of each asker in turn. */
function goOn(label: string, line: Line): void {
  while (line.underWay < line.most) {
    const asker = line.askers.shift();
    if (!asker) break;
    const turn = asker.isTimeLeft() ? asker.turns.shift() : sendAway(asker);
    if (!turn) continue;
    if (asker.turns.length > 0) line.askers.push(asker);
    line.underWay += 1;
    void turn.take().finally(() => {
      line.underWay -= 1;
      goOn(label, line);
    });
  }
  look(label, line);
}

function sendAway({ turns }: Asker): void {
  for (const turn of turns) turn.skip();
}

/** Looks now and then for who has no time left, as long as anybody waits; an empty line is let go of. */
function look(label: string, line: Line): void {
  if (line.askers.length > 0) {
    line.looking ??= setInterval(() => {
      const late = line.askers.filter(({ isTimeLeft }) => !isTimeLeft());
      line.askers = line.askers.filter((asker) => !late.includes(asker));
      for (const asker of late) sendAway(asker);
      look(label, line);
    }, lookMs);
    return;
  }
  clearInterval(line.looking);
  line.looking = undefined;
  if (line.underWay === 0) lines().delete(label);
}
