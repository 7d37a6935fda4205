import { cn } from "@/components/ui/cn";
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
  const many = sheet.frames.length > 8;
  return (
    <Film className={className}>
      <ul
        aria-label={sheet.label}
        className={cn(
          "grid gap-1.5 px-2.5 sm:gap-2.5 sm:px-4.5",
          large
            ? "grid-cols-2 sm:grid-cols-3 xl:grid-cols-4"
            : many
              ? "grid-cols-4 sm:grid-cols-6"
              : "grid-cols-4",
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
