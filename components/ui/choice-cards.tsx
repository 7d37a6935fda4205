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
  /** In a row of its own, whatever the look of the others: it has no picture. */
  hasRow?: boolean;
  /** Shown, but not to be had; `line` says why. */
  refused?: boolean;
}

/** How each of them is laid out; without `look` all in one row. */
const looks = {
  row: {
    card: "items-center gap-3 px-3.5 py-2.5",
    radio: "size-4 border-rim",
    words: "flex-1",
    name: "",
    line: "",
  },
  /** A drawing: over the words on a phone, where several lie beside each other. */
  icon: {
    card: "items-center py-2.5 max-sm:flex-col max-sm:gap-1 max-sm:px-1.5 max-sm:text-center sm:gap-3 sm:px-3.5",
    radio: "size-4 border-rim max-sm:absolute max-sm:top-2 max-sm:left-2",
    words: "sm:flex-1",
    name: "max-sm:justify-center",
    line: "",
  },
  /** A picture as wide as the card; on a phone it speaks for itself. */
  picture: {
    card: "flex-col overflow-hidden",
    radio:
      "absolute top-2.5 right-2.5 size-5 border-2 border-white bg-black/25 shadow-lift group-data-[state=checked]:bg-raised",
    words: "px-3 pt-2 pb-2.5",
    name: "",
    line: "max-sm:sr-only",
  },
} as const;

interface Props {
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  disabled?: boolean;
  look?: keyof typeof looks;
  className?: string;
}

/** One of several, as cards. Arrow keys move between them. */
export function ChoiceCards(props: Props) {
  const { label, value, choices, onChange, disabled = false, look = "row", className } = props;
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={onChange}
      disabled={disabled}
      className={cn("grid gap-2.5", className)}
    >
      {choices.map((choice) => {
        const laid = looks[choice.hasRow ? "row" : look];
        return (
          <RadioGroup.Item
            key={choice.value}
            value={choice.value}
            disabled={choice.refused === true}
            className={cn(
              "group relative flex min-h-11 rounded-control border bg-raised text-left text-sm",
              laid.card,
              choice.hasRow && "col-span-full",
              "transition-colors not-disabled:hover:border-rim disabled:bg-transparent data-[state=checked]:border-safelight data-[state=checked]:bg-safelight/10",
            )}
          >
            <span
              aria-hidden
              className={cn(
                "grid shrink-0 place-items-center rounded-full border group-data-[state=checked]:border-safelight",
                laid.radio,
              )}
            >
              <RadioGroup.Indicator className="size-2 rounded-full bg-safelight" />
            </span>
            {choice.picture}
            <span className={cn("grid min-w-0 wrap-anywhere", laid.words)}>
              {/* The id beside the name where there is room, else beneath it. */}
              <span className={cn("flex flex-wrap items-baseline justify-between gap-x-3", laid.name)}>
                <span dir="auto" className="font-medium">
                  {choice.label}
                </span>
                {choice.id && <code className="font-mono text-xs text-soft">{choice.id}</code>}
              </span>
              {choice.line && (
                <span className={cn("text-[0.8125rem] text-soft", laid.line)}>{choice.line}</span>
              )}
            </span>
          </RadioGroup.Item>
        );
      })}
    </RadioGroup.Root>
  );
}
