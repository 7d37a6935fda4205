import { useSyncExternalStore } from "react";
import { Progress } from "@/components/ui/progress";
import type { QueuedImage } from "@/hooks/library-queue-state";
import { nobody, type Travelling } from "@/hooks/travelling";

/** So many files are shown by themselves. */
const mostShown = 4;

/** The files that are travelling, each with how far it is, and how many wait behind them. */
export function UploadRows({
  images,
  travelling,
}: {
  images: readonly QueuedImage[];
  travelling: Travelling;
}) {
  const percents = useSyncExternalStore(travelling.subscribe, travelling.percents, () => nobody);
  const shown = images.filter(({ state }) => state === "sending").slice(0, mostShown);
  const waiting = images.length - shown.length;
  if (images.length === 0) return null;
  return (
    <ul className="grid gap-x-8 gap-y-2.5 text-sm sm:grid-cols-2">
      {shown.map(({ id, name }) => (
        <li key={id} className="grid grid-cols-[minmax(0,1fr)_7rem] items-center gap-4">
          <span className="truncate">{name}</span>
          <Progress thin value={percents.get(id) ?? 0} label={`Upload of ${name}`} />
        </li>
      ))}
      {waiting > 0 && <li className="text-soft">{waiting.toLocaleString("en")} more wait for their turn.</li>}
    </ul>
  );
}
