import { Film } from "./film";
import { Frame } from "./frame";
import type { Sheet } from "./sheet-frame";

const most = 8;

/** The same film, small: a single strip for cards. */
export function MiniStrip({ sheet }: { sheet: Sheet }) {
  const frames = sheet.frames.slice(0, most);
  return (
    <Film small>
      <div className="grid grid-cols-8 gap-1 px-1.5">
        {frames.map((frame) => (
          <Frame key={frame.key} frame={{ ...frame, reason: "" }} ghost={sheet.ghost} small />
        ))}
      </div>
    </Film>
  );
}
