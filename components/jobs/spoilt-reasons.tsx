import type { FrameView } from "@/lib/jobs/job-view";

/** Under the sheet, where there is room for whole sentences: why frames are spoilt, each reason once. */
export function SpoiltReasons({ frames }: { frames: readonly FrameView[] }) {
  const byReason = Map.groupBy(
    frames.filter((frame) => frame.state === "spoilt"),
    (frame) => frame.reason ?? "No reason was given.",
  );
  if (byReason.size === 0) return null;
  return (
    <ul className="grid gap-1 px-1 text-[0.9375rem] text-soft">
      {[...byReason].map(([reason, spoilt]) => (
        <li key={reason}>
          <span className="font-medium text-fail-ink">
            Spoilt: {spoilt.map(({ slot }) => slot + 1).join(", ")}.
          </span>{" "}
          {reason}
        </li>
      ))}
    </ul>
  );
}
