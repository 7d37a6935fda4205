"use client";
import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface PopoverProps {
  trigger: ReactNode;
  label: string;
  /** Whether more than a few words lie in it. */
  isWide?: boolean;
  children: ReactNode;
}

/** A small room beside what opens it. Made once it is first opened. */
export function PopoverRoom({ trigger, label, isWide = false, children }: PopoverProps) {
  return (
    <Radix.Root defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align="start"
          sideOffset={8}
          collisionPadding={12}
          className={cn(
            isWide ? "w-84 max-w-(--radix-popover-content-available-width)" : "w-64",
            "z-50 max-h-(--radix-popover-content-available-height) overflow-y-auto rounded-sheet border bg-raised p-4 shadow-lift data-[state=open]:animate-in data-[state=open]:fade-in",
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
