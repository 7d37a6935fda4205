import { cn } from "@/components/ui/cn";

interface Props {
  /** Which frame it is, read aloud only: "Picture 3". */
  noun?: string;
  /** Left out where it is told elsewhere. */
  reason?: string | null;
  /** What became of it, on a frame that is wide and low. */
  word?: string;
  small?: boolean;
}

/** A frame that came to nothing. There is room for the beginning of its reason. */
export function SpoiltFrame({ noun, reason, word, small = false }: Props) {
  if (small) return <div className="spoilt size-full" />;
  return (
    <div className="flex size-full flex-col justify-end gap-1 spoilt p-2 text-left">
      <span className="text-[0.6875rem] font-semibold text-film-fail">
        {noun && <span className="sr-only">{noun} </span>}
        {word ?? "spoilt"}
      </span>
      {reason !== undefined && (
        <span
          className={cn(
            "text-[0.6875rem] leading-snug text-film-ink",
            // Many lie beside each other on a phone; one with a word has the width of it.
            word === undefined ? "line-clamp-4 max-sm:hidden" : "line-clamp-3",
          )}
        >
          {reason ?? "No reason was given."}
        </span>
      )}
    </div>
  );
}
