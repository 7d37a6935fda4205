"use client";
import useSWR from "swr";
import { cn } from "@/components/ui/cn";
import { getJson } from "@/hooks/api";
import { tagCountsKey, type TagCount } from "@/hooks/asset-requests";

interface Props {
  chosen: readonly string[];
  onToggle: (tag: string) => void;
}

/** So many of the commonest are offered; the search finds the others. */
const mostOffered = 24;

/** The tags of the library with how many images have each: the chosen ones first. */
export function TagChips({ chosen, onToggle }: Props) {
  const { data } = useSWR<{ items: TagCount[] }>(tagCountsKey, getJson);
  const counts = new Map(data?.items.map(({ tag, count }) => [tag, count]));
  const others = [...counts.keys()].filter((tag) => !chosen.includes(tag)).slice(0, mostOffered);
  if (chosen.length + others.length === 0) return null;
  return (
    <ul
      aria-label="Tags"
      // It fades at both edges, where more of them may lie, on the right no further out than all else; the air beside the first and
      // the last fades with nothing in it.
      className="relative -ml-4 flex gap-2 overflow-x-auto py-1 pr-12 pl-4 [mask-image:linear-gradient(to_right,transparent,black_1rem,black_calc(100%-3rem),transparent)] [scrollbar-width:none]"
    >
      {[...chosen, ...others].map((tag) => {
        const isChosen = chosen.includes(tag);
        return (
          <li key={tag} className="shrink-0">
            <button
              type="button"
              aria-pressed={isChosen}
              onClick={() => onToggle(tag)}
              className={cn(
                "inline-flex h-9 items-center gap-2 rounded-full border px-3.5 text-sm whitespace-nowrap transition-colors focus-visible:outline-offset-1",
                isChosen
                  ? "border-ink bg-ink font-medium text-bg"
                  : "border-line text-soft hover:border-faint hover:text-ink",
              )}
            >
              {tag}
              <span className={cn("text-[0.8125rem]", isChosen && "font-normal")}>
                {(counts.get(tag) ?? 0).toLocaleString("en")}
                <span className="sr-only">{counts.get(tag) === 1 ? " image" : " images"}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
