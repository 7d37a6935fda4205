"use client";
import { useState } from "react";
import { dayOf, type Days } from "@/hooks/days";
import { Button } from "./button";
import { Field } from "./field";
import { Input } from "./input";

interface Props {
  days: Days;
  /** What the first day is of: "Added from". */
  label: string;
  /** What has changed of them: the page may not show the last change yet. */
  onDays: (days: Partial<Days>) => void;
}

/** The first and the last day of a range, either of which may be left open: beside each other where both have the room of a whole date. */
export function DayFields({ days: { from, to }, label, onDays }: Props) {
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-x-3 gap-y-4 *:min-w-0 *:grid-cols-[minmax(0,1fr)]">
      <Field id="from" label={label}>
        <DayInput id="from" day={from} max={to} onDay={(day) => onDays({ from: day })} />
      </Field>
      <Field id="to" label="Until">
        <DayInput id="to" day={to} min={from} onDay={(day) => onDays({ to: day })} />
      </Field>
      {(from || to) && (
        <Button
          size="sm"
          className="col-span-full"
          onClick={() => {
            // It goes with what it takes away.
            document.getElementById("from")?.focus();
            onDays({ from: null, to: null });
          }}
        >
          Any day
        </Button>
      )}
    </div>
  );
}

interface DayInputProps {
  id: string;
  day: string | null;
  min?: string | null;
  max?: string | null;
  onDay: (day: string | null) => void;
}

/** Tells of a day once it is one: typing its year passes through the years 2, 20 and 202. */
function DayInput({ id, day, min, max, onDay }: DayInputProps) {
  const [typed, setTyped] = useState(day ?? "");
  const [seen, setSeen] = useState(day);
  if (day !== seen) {
    setSeen(day);
    if (day !== dayOf(typed)) setTyped(day ?? "");
  }
  return (
    <Input
      id={id}
      type="date"
      className="min-w-0 px-2 [&::-webkit-calendar-picker-indicator]:m-0 [&::-webkit-calendar-picker-indicator]:p-0"
      value={typed}
      min={min ?? undefined}
      max={max ?? undefined}
      onChange={({ target: { value } }) => {
        setTyped(value);
        const next = dayOf(value);
        if (next !== null || value === "") onDay(next);
      }}
    />
  );
}
