import type { History } from "./history";
import { Mouth } from "./mouth";
import { Works, type TrueWork } from "./true-work";

/** What a lying provider stands on. */
export interface Stage {
  /** As its name is in the registry. */
  provider: string;
  now(): number;
  works: Works;
  mouth: Mouth;
  histories: readonly History[];
  /** The history that a text names; throws where it names none. */
  named(text: string): History;
}

export interface LyingProvider {
  answer(request: Request): Promise<Response>;
  /** The id by which the provider knows it. */
  idOf(work: TrueWork): string;
  /** The bytes that a finished piece of work made; `null` where it makes none. */
  fileOf(work: TrueWork): Buffer | null;
}

export function makeStage(provider: string, now: () => number, histories: readonly History[]): Stage {
  const bySeed = new Map(histories.map((history) => [history.seed, history]));
  return {
    provider,
    now,
    works: new Works(now),
    mouth: new Mouth(now),
    histories,
    named(text) {
      const history = bySeed.get(Number(/history (\d+)/.exec(text)?.[1]));
      if (!history) throw new Error(`this names no history: ${text.slice(0, 200)}`);
      return history;
    },
  };
}

/** How far work is, in per cent. */
export function percentOf(work: TrueWork, now: number): number {
  const share = (now - work.startsAt) / (work.endsAt - work.startsAt);
  return Math.round(100 * Math.min(1, Math.max(0, share)));
}

export function notFound(): Response {
  return Response.json({ error: { message: "Not found" } }, { status: 404 });
}
