"use client";
import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface PopoverProps {
  trigger: ReactNode;
  label: string;
  /** Whether more than a few words lie in it. */
  isWide?: boolean;
  /** Whose edge it shares: at the end of a row it stays in the column by the button's end. */
  align?: "start" | "end";
  children: ReactNode;
}

/** A small room beside what opens it. Made once it is first opened. */
export function PopoverRoom({ trigger, label, isWide = false, align = "start", children }: PopoverProps) {
  return (
    <Radix.Root defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={8}
          collisionPadding={16}
          onOpenAutoFocus={(event) => {
            // The room itself: what is first in it may be a link, which would be passed over for the first field.
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          className={cn(
            isWide ? "w-84 max-w-(--radix-popover-content-available-width)" : "w-64",
            "z-50 max-h-(--radix-popover-content-available-height) fade-end overflow-y-auto rounded-sheet border bg-raised p-4 pb-0 shadow-lift outline-none [--fade:1rem] [--fade-on:var(--raised)] data-[state=open]:animate-in data-[state=open]:fade-in",
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
