import { count } from "@/components/ui/figures";
import { Note } from "@/components/ui/note";
import type { Pause } from "@/hooks/upload-pacing";

/** What chosen pictures wait for: to be made ready, or the end of a pause. Nothing when they are simply on their way. */
export function UploadWait({ preparing, pause }: { preparing: number; pause: Pause | null }) {
  return (
    <output className="grid gap-3 empty:hidden">
      {preparing > 0 && (
        <p className="text-sm text-soft">Making {count(preparing, "picture")} ready to be sent.</p>
      )}
      {pause && <Note tone="warm">{pause.sentence}</Note>}
    </output>
  );
}
