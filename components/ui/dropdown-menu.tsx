"use client";
import { DropdownMenu as Radix } from "radix-ui";
import { useRef, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";
import type { Opened } from "./late";

const row =
  "flex h-10 cursor-pointer items-center gap-2.5 rounded-[8px] px-2.5 text-sm outline-none select-none data-highlighted:bg-line/60 [&_svg]:size-4 [&_svg]:text-soft";

/** Made once it is first opened: by a key, so that its first item has the focus, or not. From then on it knows by itself. */
export function Menu({ trigger, isByKey, children }: Opened & { children: ReactNode }) {
  const isDue = useRef(isByKey);
  const focusFirst = (content: HTMLElement | null) => {
    if (content === null || !isDue.current) return;
    isDue.current = false;
    const items = [...content.querySelectorAll<HTMLElement>("[role^=menuitem]")];
    items.find((item) => item.checkVisibility())?.focus();
  };
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      {/* Within the page's main part: what lies outside of all parts is not come across by whoever goes from part to part. */}
      <Radix.Portal container={document.querySelector("main")}>
        <Radix.Content
          ref={focusFirst}
          align="end"
          sideOffset={8}
          collisionPadding={12}
          className="z-50 max-w-[min(20rem,var(--radix-dropdown-menu-content-available-width))] min-w-52 rounded-sheet border bg-raised p-1.5 shadow-lift data-[state=open]:animate-in data-[state=open]:fade-in"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({ className, ...rest }: ComponentProps<typeof Radix.Item>) {
  return <Radix.Item className={cn(row, className)} {...rest} />;
}

export function MenuChoices(props: ComponentProps<typeof Radix.RadioGroup>) {
  return <Radix.RadioGroup {...props} />;
}

export function MenuChoice({ className, children, ...rest }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(row, className)} {...rest}>
      {children}
      <Radix.ItemIndicator className="ml-auto size-1.5 rounded-full bg-safelight" />
    </Radix.RadioItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Radix.Label className="truncate px-2.5 pt-2 pb-1 text-[0.8125rem] text-soft">{children}</Radix.Label>
  );
}

export function MenuLine() {
  return <Radix.Separator className="my-1.5 h-px bg-line" />;
}
