import type { CSSProperties } from "react";
import { cn } from "@/components/ui/cn";
import { columnsOf } from "./columns";
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
  const { narrow, wide } = columnsOf(sheet.frames.length, large);
  return (
    <Film className={className}>
      <ul
        aria-label={sheet.label}
        style={{ "--narrow": narrow, "--wide": wide } as CSSProperties}
        className={cn(
          "mx-auto grid grid-cols-[repeat(var(--narrow),minmax(0,1fr))] gap-1.5 px-2.5 sm:grid-cols-[repeat(var(--wide),minmax(0,1fr))] sm:gap-2.5 sm:px-4.5",
          // One alone is as tall as the screen allows, three by four.
          sheet.frames.length === 1 && "max-w-[calc(0.75*min(44rem,70dvh))]",
        )}
      >
        {sheet.frames.map((frame) => (
          <li key={frame.key}>
            <Frame frame={frame} ghost={sheet.ghost} onOpen={onOpen} framed={large} />
          </li>
        ))}
      </ul>
    </Film>
  );
}
