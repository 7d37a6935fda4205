import { Play } from "lucide-react";

/** Says of a frame on a card that it is of a film. */
export function PlaySign() {
  return (
    <span className="absolute inset-0 grid place-items-center">
      <span className="grid size-7 place-items-center rounded-full bg-black/60 text-white">
        <Play className="size-3.5 fill-current" />
      </span>
    </span>
  );
}
