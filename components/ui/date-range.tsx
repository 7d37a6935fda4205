"use client";
import { CalendarDays } from "lucide-react";
import type { Days } from "@/hooks/days";
import { Button } from "./button";
import { wordsOf } from "./day-words";
import { DayFields } from "./day-fields";
import { Popover } from "./popover";

interface Props {
  days: Days;
  /** What the first day is of: "Added from". */
  label: string;
  onDays: (days: Partial<Days>) => void;
}

/** Between which days something happened. */
export function DateRange({ days: { from, to }, label, onDays }: Props) {
  return (
    <Popover
      label="Days"
      align="end"
      trigger={
        <Button look="field">
          <CalendarDays aria-hidden className="text-soft" />
          {wordsOf({ from, to })}
        </Button>
      }
    >
      <DayFields days={{ from, to }} label={label} onDays={onDays} />
    </Popover>
  );
}
