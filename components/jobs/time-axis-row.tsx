import { attemptWords } from "@/components/copy/attempts";
import { isPointedAt, spanName, type Pointed } from "@/components/copy/time-axis";
import { cn } from "@/components/ui/cn";
import { lasted, type SayLength } from "@/components/ui/figures";
import type { AxisRow, Span, TimeAxis } from "@/lib/jobs/time-axis";

interface Props {
  row: AxisRow;
  axis: TimeAxis;
  /** Every stage of the job by name, in their order. */
  stages: readonly string[];
  /** How its times are told. */
  say: SayLength;
  /** How long its work took, or has been taking, in milliseconds: the same figure as elsewhere. What it waited before does not count. */
  tookMs: number;
  /** Its job takes longer than it should. */
  isLate: boolean;
  pointed: Pointed | null;
  onPoint: (pointed: Pointed | null) => void;
}

/** An attempt: how it ended and how long it was, its stretches as a picture, and their names and figures as a list. */
export function TimeAxisRow(props: Props) {
  const { row, axis, stages, say, tookMs, isLate, pointed, onPoint } = props;
  const { attempt, spans, lengthMs, pauseMs } = row;
  const { number, status } = attempt;
  const isRunning = attempt.endedAt === null;
  const here = pointed?.attempt === number ? pointed : null;
  return (
    <li className="grid gap-2">
      {pauseMs !== null && (
        <p className="text-[0.8125rem] text-soft">{lasted(pauseMs)} later it was asked for again.</p>
      )}
      <div className="flex flex-wrap justify-between gap-x-4 text-[0.9375rem]">
        <h3>
          Attempt {number} <span className="text-soft">{attemptWords[status]}</span>
        </h3>
        <span className="self-center text-[0.8125rem] text-soft">
          {isRunning ? "has taken " : "took "}
          {say(tookMs, isRunning)}
        </span>
      </div>
      <div
        aria-hidden
        className={cn(
          "relative h-5 overflow-hidden rounded-frame bg-line/45",
          isLate && "[--safelight:var(--safelight-end)]",
        )}
      >
        {axis.ticksMs.map((ms) => (
          <span key={ms} className="absolute inset-y-0 w-px bg-line" style={at(ms, 0, axis)} />
        ))}
        {spans.map((span) => (
          <span
            key={span.fromMs + spanName(span)}
            data-span={spanName(span)}
            onPointerEnter={() => onPoint({ attempt: number, name: spanName(span), fromMs: span.fromMs })}
            onPointerLeave={() => onPoint(null)}
            className={cn(
              "absolute inset-y-0 min-w-0.5 shadow-[inset_-1px_0_0_var(--tray)] transition-opacity",
              lookOf(span, stages),
              here && !isPointedAt(here, span) && "opacity-35",
            )}
            style={at(span.fromMs, span.lengthMs, axis)}
          />
        ))}
        {status === "failed" && (
          <span
            className="absolute inset-y-0 w-0.5 -translate-x-full bg-fail"
            style={at(lengthMs, 0, axis)}
          />
        )}
      </div>
      <Shares {...props} />
      {/* Why the last one failed, the page says. */}
      {attempt.reason !== null && number !== axis.rows.length && (
        <p dir="auto" className="text-[0.8125rem] text-soft wrap-anywhere">
          {attempt.reason}
        </p>
      )}
    </li>
  );
}

/** What an attempt was at, sort by sort, and for how long. */
function Shares({ row: { attempt, shares }, stages, say, onPoint }: Props) {
  const { number } = attempt;
  return (
    <ul
      aria-label={`Attempt ${number}, by what it was at`}
      className="flex flex-wrap gap-x-4 gap-y-0.5 text-[0.8125rem]"
    >
      {shares.map((share) => {
        const name = spanName(share);
        const tell = () => onPoint({ attempt: number, name, fromMs: null });
        return (
          <li key={name}>
            <button
              type="button"
              onClick={tell}
              onFocus={tell}
              onBlur={() => onPoint(null)}
              onPointerEnter={tell}
              onPointerLeave={() => onPoint(null)}
              className="flex min-h-6 items-center gap-2 rounded-frame text-left"
            >
              <span aria-hidden className={cn("size-2.5 shrink-0 rounded-xs", lookOf(share, stages))} />
              <span>
                {name} <span className="text-soft">{say(share.lengthMs, share.isRunning)}</span>
                {share.isRunning && <span className="sr-only">, under way</span>}
                {share.spans > 1 && <span className="sr-only">, in {share.spans} parts</span>}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function at(fromMs: number, lengthMs: number, { scaleMs }: TimeAxis) {
  return {
    left: `${(100 * fromMs) / scaleMs}%`,
    width: lengthMs > 0 ? `${(100 * lengthMs) / scaleMs}%` : undefined,
  };
}

/** As many as the kind with the most stages has, a story. */
const stageLooks = [
  "bg-ink",
  "bg-soft",
  "bg-faint",
  "bg-[repeating-linear-gradient(90deg,var(--soft)_0_2px,transparent_2px_4px)]",
  "bg-[radial-gradient(var(--ink)_1.25px,transparent_1.5px)] bg-size-[5px_5px]",
];

/** Full is work, lit while it goes on; striped is waiting, in the safelight's colour where trouble is why. */
function lookOf(
  part: Pick<Span, "doing" | "stage" | "isRunning">,
  stages: readonly string[],
): string | undefined {
  switch (part.doing) {
    case "waiting":
    case "between":
      return "bg-[repeating-linear-gradient(135deg,var(--soft)_0_1px,transparent_1px_4px)]";
    case "delay":
      return "bg-[repeating-linear-gradient(135deg,var(--safelight-end)_0_2px,transparent_2px_4px)]";
    case "stage":
      return part.isRunning ? "bg-safelight" : stageLooks[stages.indexOf(spanName(part)) % stageLooks.length];
  }
}
