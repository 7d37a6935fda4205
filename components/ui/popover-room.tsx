"use client";
import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface PopoverProps {
  trigger: ReactNode;
  label: string;
  children: ReactNode;
}

/** A small room beside what opens it. Made once it is first opened. */
export function PopoverRoom({ trigger, label, children }: PopoverProps) {
  return (
    <Radix.Root defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align="start"
          sideOffset={8}
          collisionPadding={12}
          className="z-50 w-64 rounded-sheet border bg-raised p-4 shadow-lift data-[state=open]:animate-in data-[state=open]:fade-in"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
