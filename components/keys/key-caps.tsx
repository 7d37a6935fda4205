"use client";
import { cn } from "@/components/ui/cn";
import { useModKey } from "@/hooks/use-mod-key";

/** Keys as they stand on a keyboard; those of `mod+…` are held together, several else pressed one after the other, unless said. Arrows adjoin, as on a keyboard. */
export function KeyCaps({ keys, between }: { keys: readonly string[]; between?: "or" | undefined }) {
  const isBlock = keys.length > 2;
  const modKey = useModKey();
  const caps = keys.flatMap((key) => (key.startsWith("mod+") ? [modKey, named(key.slice(4))] : [key]));
  const word = between ?? (keys.length > 1 ? "then" : "+");
  return (
    <span
      className={cn("flex shrink-0 items-center text-[0.8125rem] text-soft", isBlock ? "gap-0.5" : "gap-1.5")}
    >
      {caps.map((cap, index) => (
        <span key={cap} className="contents">
          {index > 0 && <span className={isBlock ? "sr-only" : undefined}>{word}</span>}
          <kbd className="grid h-7 min-w-7 place-items-center rounded-[6px] border bg-raised px-1.5 font-mono text-[0.8125rem] text-ink">
            {cap}
          </kbd>
        </span>
      ))}
    </span>
  );
}

/** "k" is printed as "K", "enter" as "Enter". */
const named = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);
