import { cn } from "@/components/ui/cn";
import { Frame } from "./frame";
import type { Sheet } from "./sheet-frame";

const most = 8;

/** The same film, small: a single strip for cards. It repeats what the card says, so it stays silent. */
export function MiniStrip({ sheet, className }: { sheet: Sheet; className?: string }) {
  const frames = sheet.frames.slice(0, most);
  return (
    <div aria-hidden inert className={cn("overflow-hidden rounded-control bg-film", className)}>
      <div className="sprockets-small m-1.5" />
      <div className="grid grid-cols-8 gap-1 px-1.5">
        {frames.map((frame) => (
          <Frame key={frame.key} frame={{ ...frame, reason: "" }} ghost={sheet.ghost} small />
        ))}
      </div>
      <div className="sprockets-small m-1.5" />
    </div>
  );
}
