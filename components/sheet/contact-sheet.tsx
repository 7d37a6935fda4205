import { cn } from "@/components/ui/cn";
import { laidOut, sheetLayouts } from "./columns";
import { Film } from "./film";
import { Frame } from "./frame";
import type { Sheet, SheetFrame } from "./sheet-frame";

interface Props {
  sheet: Sheet;
  onOpen?: ((frame: SheetFrame) => void) | undefined;
  /** Large frames, for looking at what is finished. */
  large?: boolean;
  className?: string;
}

/** The one idea: a sheet of film whose frames develop while you wait. */
export function ContactSheet({ sheet, onOpen, large = false, className }: Props) {
  const layouts = sheetLayouts(sheet.frames.length, large);
  return (
    <Film className={className}>
      <ul
        aria-label={sheet.label}
        style={laidOut.gridStyle(layouts)}
        className={cn(
          "mx-auto gap-1.5 px-2.5 sm:gap-2.5 sm:px-4.5",
          laidOut.grid,
          // One alone is as tall as the screen allows, three by four.
          sheet.frames.length === 1 && "max-w-[calc(0.75*min(44rem,70dvh))]",
        )}
      >
        {sheet.frames.map((frame, at) => (
          <li key={frame.key} className={laidOut.cell} style={laidOut.cellStyle(layouts, at)}>
            <Frame frame={frame} ghost={sheet.ghost} onOpen={onOpen} framed={large} />
          </li>
        ))}
      </ul>
    </Film>
  );
}
