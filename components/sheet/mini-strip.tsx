import { cn } from "@/components/ui/cn";
import { Frame } from "./frame";
import type { Sheet } from "./sheet-frame";

const most = 6;

/** The same film, small: a single strip for cards. It repeats what the card says, so it stays silent. */
export function MiniStrip({ sheet, className }: { sheet: Sheet; className?: string }) {
  const frames = sheet.frames.slice(0, most);
  const more = sheet.frames.length - frames.length;
  return (
    <div aria-hidden inert className={cn("overflow-hidden rounded-control bg-film", className)}>
      <div className="sprockets mx-1.5 my-1.5 h-1.5! bg-size-[0.75rem_100%]" />
      <div className="relative grid grid-cols-6 gap-1 px-2">
        {frames.map((frame) => (
          <Frame key={frame.key} frame={{ ...frame, reason: "" }} ghost={sheet.ghost} />
        ))}
        {more > 0 && (
          <span className="absolute right-2.5 bottom-1 font-mono text-[0.625rem] text-edge drop-shadow-[0_1px_2px_black]">
            +{more}
          </span>
        )}
      </div>
      <div className="sprockets mx-1.5 my-1.5 h-1.5! bg-size-[0.75rem_100%]" />
    </div>
  );
}
