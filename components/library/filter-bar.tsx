"use client";
import { Select } from "@/components/ui/select";
import { isNarrowed, tagStatuses, wholeLibrary, withTag, type LibraryFilter } from "@/hooks/library-filter";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DateRange } from "@/components/ui/date-range";
import { SearchField } from "@/components/ui/search-field";
import type { SetFilter } from "@/components/ui/use-address-filter";
import { TagChips } from "./tag-chips";

interface Props {
  filter: LibraryFilter;
  /** Some are chosen: on a phone they have the room. */
  isChoosing: boolean;
  onFilter: SetFilter<LibraryFilter>;
}

const statusWords = {
  untagged: "Without tags",
  pending: "Being tagged",
  processing: "Tags arriving",
  completed: "Tagged",
  failed: "Failed",
} as const satisfies Record<(typeof tagStatuses)[number], string>;

/** Which images to show. */
export function FilterBar({ filter, isChoosing, onFilter }: Props) {
  return (
    <section aria-label="Filter" className={cn("mb-5 grid gap-3", isChoosing && "max-sm:hidden")}>
      <div className="flex flex-wrap items-center gap-2.5">
        <SearchField
          placeholder="Search names, tags and captions"
          words={filter.words}
          onWords={(words, how) => onFilter((now) => ({ ...now, words }), how)}
          className="max-sm:basis-full sm:basis-60"
        />
        <div className="flex flex-wrap items-center gap-2.5 max-sm:w-full max-sm:*:grow">
          <Select
            aria-label="Tagged or not"
            value={filter.status ?? ""}
            onChange={({ target: { value } }) => {
              const status = tagStatuses.find((each) => each === value) ?? null;
              onFilter((now) => ({ ...now, status }));
            }}
          >
            <option value="">All images</option>
            {tagStatuses.map((status) => (
              <option key={status} value={status}>
                {statusWords[status]}
              </option>
            ))}
          </Select>
          <DateRange
            days={filter}
            label="Added from"
            onDays={(days) =>
              onFilter((now) => ({ ...now, ...days }), filter.from || filter.to ? "replace" : "push")
            }
          />
          {isNarrowed(filter) && (
            <Button look="quiet" onClick={() => onFilter(() => wholeLibrary)}>
              Show all
            </Button>
          )}
        </div>
      </div>
      <TagChips chosen={filter.tags} onToggle={(tag) => onFilter((now) => withTag(now, tag))} />
    </section>
  );
}
