import { Check } from "lucide-react";
import { cn } from "@/components/ui/cn";

export interface Choice {
  isChosen: boolean;
  /** Some are chosen, so that all show whether they are. */
  isChoosing: boolean;
  /** Chooses it or lets go of it; with `isRange`, all up to it. */
  onChoose: (isRange: boolean) => void;
  /** Somebody comes near. */
  onNear: () => void;
}

/**
 * The tick on the film of a job's card: shown where a mouse or the focus is, on a screen that is touched, and on all of them
 * once one is chosen.
 */
export function ChooseJob({ title, choice }: { title: string; choice: Choice }) {
  const { isChosen, isChoosing, onChoose, onNear } = choice;
  return (
    <span
      onPointerEnter={onNear}
      className={cn(
        "absolute top-7 left-4 z-20 grid size-9 place-items-center select-none sm:top-9 sm:left-6",
        !isChosen &&
          !isChoosing &&
          "opacity-0 group-has-focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100",
      )}
    >
      {/* No label around it: some browsers keep a click with Shift on one to themselves. */}
      <input
        type="checkbox"
        className="absolute inset-0 cursor-pointer appearance-none rounded-full"
        aria-label={`Choose ${title}`}
        checked={isChosen}
        onFocus={onNear}
        onChange={({ nativeEvent }) => onChoose(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      />
      <span
        aria-hidden
        className={cn(
          "pointer-events-none relative grid size-6 place-items-center rounded-full border-2",
          isChosen
            ? "border-safelight bg-safelight text-on-safelight"
            : "border-film-ink/80 bg-film/60 text-transparent",
        )}
      >
        <Check className="size-4" strokeWidth={3} />
      </span>
    </span>
  );
}
