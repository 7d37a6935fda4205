"use client";
import { CalendarDays } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import type { LibraryFilter } from "@/hooks/library-filter";

type Days = Pick<LibraryFilter, "from" | "to">;

const dayOf = (day: string) =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(day));

function wordsOf({ from, to }: Days): string {
  if (from && to) return from === to ? dayOf(from) : `${dayOf(from)} to ${dayOf(to)}`;
  if (from) return `From ${dayOf(from)}`;
  return to ? `Until ${dayOf(to)}` : "Any day";
}

/** Between which days images were added. */
export function DateRange({ from, to, onDays }: Days & { onDays: (days: Days) => void }) {
  return (
    <Popover
      label="Days"
      trigger={
        <Button className="font-normal">
          <CalendarDays aria-hidden className="text-soft" />
          {wordsOf({ from, to })}
        </Button>
      }
    >
      <div className="grid gap-4">
        <Field id="from" label="Added from">
          <Input
            id="from"
            type="date"
            value={from ?? ""}
            max={to ?? undefined}
            onChange={({ target }) => onDays({ from: target.value || null, to })}
          />
        </Field>
        <Field id="to" label="Until">
          <Input
            id="to"
            type="date"
            value={to ?? ""}
            min={from ?? undefined}
            onChange={({ target }) => onDays({ from, to: target.value || null })}
          />
        </Field>
        <Button size="sm" aria-disabled={!from && !to} onClick={() => onDays({ from: null, to: null })}>
          Any day
        </Button>
      </div>
    </Popover>
  );
}
