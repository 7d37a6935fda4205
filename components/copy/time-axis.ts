import { capitalised, lasted } from "@/components/ui/figures";
import type { AxisRow, Share, Span } from "@/lib/jobs/time-axis";
import { doingOf } from "./stages";

/** What a stretch of an attempt is called. */
export function spanName({ doing, stage }: Pick<Span, "doing" | "stage">): string {
  switch (doing) {
    case "waiting":
      return "Waiting to start";
    case "between":
      return "Waiting between attempts";
    case "delay":
      return stage === null ? "Held up before the start" : `Held up in ${doingOf(stage)}`;
    case "stage":
      return capitalised(doingOf(stage));
  }
}

/** What is pointed at in the picture: one stretch of an attempt, or by its name all of its sort. */
export interface Pointed {
  attempt: number;
  name: string;
  fromMs: number | null;
}

export function isPointedAt({ name, fromMs }: Pointed, span: Span): boolean {
  return name === spanName(span) && (fromMs === null || fromMs === span.fromMs);
}

/** What is said of it as it stands now; `null` where it is no more. */
export function pointedSentence(rows: readonly AxisRow[], pointed: Pointed): string | null {
  const row = rows.find(({ attempt }) => attempt.number === pointed.attempt);
  if (pointed.fromMs === null) {
    const share = row?.shares.find((each) => spanName(each) === pointed.name);
    return share ? shareSentence(share, pointed.attempt) : null;
  }
  const span = row?.spans.find((each) => isPointedAt(pointed, each));
  return span ? spanSentence(span, pointed.attempt) : null;
}

/** "Training took 0:11, from 0:02 to 0:13 of attempt 1." */
function spanSentence(span: Span, attempt: number): string {
  const { fromMs, lengthMs, isRunning } = span;
  const [from, until] = [lasted(fromMs), isRunning ? "now" : lasted(fromMs + lengthMs)];
  return `${spanName(span)} ${took(span)}, from ${from} to ${until} of attempt ${attempt}.`;
}

/** "Training took 0:31 of attempt 1, in 2 parts." */
function shareSentence(share: Share, attempt: number): string {
  const parts = share.spans > 1 ? `, in ${share.spans} parts` : "";
  return `${spanName(share)} ${took(share)} of attempt ${attempt}${parts}.`;
}

function took({ isRunning, lengthMs }: Pick<Span, "isRunning" | "lengthMs">): string {
  return `${isRunning ? "has taken" : "took"} ${lasted(lengthMs, isRunning)}${isRunning ? " so far" : ""}`;
}
