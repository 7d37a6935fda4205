import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface Choice {
  value: string;
  label: string;
  /** What a machine calls it, where that is worth knowing. */
  id?: string;
  line?: ReactNode;
  picture?: ReactNode;
  /** Shown, but not to be had; `line` says why. */
  refused?: boolean;
}

interface Props {
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  disabled?: boolean;
  className?: string;
}

/** One of several, as cards. Arrow keys move between them. */
export function ChoiceCards({ label, value, choices, onChange, disabled = false, className }: Props) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={onChange}
      disabled={disabled}
      className={cn("grid gap-2.5", className)}
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          value={choice.value}
          disabled={choice.refused === true}
          className={cn(
            "group flex min-h-11 items-center gap-3 rounded-control border bg-raised px-3.5 py-2.5 text-left text-sm",
            "transition-colors not-disabled:hover:border-rim disabled:bg-transparent data-[state=checked]:border-safelight data-[state=checked]:bg-safelight/10",
          )}
        >
          <span
            aria-hidden
            className="grid size-4 shrink-0 place-items-center rounded-full border border-rim group-data-[state=checked]:border-safelight"
          >
            <RadioGroup.Indicator className="size-2 rounded-full bg-safelight" />
          </span>
          {choice.picture}
          <span className="grid min-w-0 flex-1 wrap-anywhere">
            {/* The id beside the name where there is room, else beneath it. */}
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span dir="auto" className="font-medium">
                {choice.label}
              </span>
              {choice.id && <code className="font-mono text-xs text-soft">{choice.id}</code>}
            </span>
            {choice.line && <span className="text-[0.8125rem] text-soft">{choice.line}</span>}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
