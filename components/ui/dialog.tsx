"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useRef, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { Button } from "./button";

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** What has the focus first, where that is not the room itself. */
  first?: RefObject<HTMLElement | null>;
}

/** A room before the page, never taller than the screen: a middle and a foot are its children. Escape and its cross close it, and the focus goes back to where it was, or to the page's title if that is gone. */
export function Dialog({ open, onClose, title, children, onKeyDown, first }: Props) {
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={(wanted) => !wanted && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-black/65 backdrop-blur-[2px] data-[state=open]:animate-in data-[state=open]:fade-in" />
        <Radix.Content
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            // The room itself, not its first button: whoever sent a form with Enter does not close it with the next.
            event.preventDefault();
            const begin = first?.current ?? event.currentTarget;
            if (begin instanceof HTMLElement) begin.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            focusAfter(opener.current);
          }}
          className="fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[94dvh] w-full max-w-176 flex-col overflow-y-auto rounded-t-card border bg-tray text-pretty shadow-lift outline-none data-[state=open]:animate-in data-[state=open]:fade-in data-[state=open]:slide-in-from-bottom-4 sm:inset-y-0 sm:my-auto sm:h-fit sm:w-[calc(100%-3rem)] sm:rounded-card"
        >
          <div className="flex shrink-0 items-start justify-between gap-4 px-4 pt-4 sm:px-6 sm:pt-5">
            <Radix.Title className="line-clamp-3 min-w-0 font-serif text-[1.75rem] leading-tight wrap-anywhere sm:text-3xl">
              {title}
            </Radix.Title>
            <Radix.Close asChild>
              <Button look="quiet" size="icon" aria-label="Close" className="-mr-2">
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function focusAfter(opener: Element | null): void {
  if (opener instanceof HTMLElement && opener !== document.body && opener.isConnected) opener.focus();
  // Somebody may have put it elsewhere by now.
  if (document.activeElement !== document.body) return;
  const title = document.querySelector("h1");
  title?.setAttribute("tabindex", "-1");
  title?.focus({ preventScroll: true });
}

/** What the room shows. It scrolls where it is too long; on a very low screen the whole room does. */
export function DialogMiddle({ children }: { children: ReactNode }) {
  return (
    <div
      // A keyboard has to be able to scroll it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="fade-end min-h-40 flex-initial overflow-y-auto overscroll-contain px-4 pt-4 -outline-offset-2 sm:px-6"
    >
      {children}
    </div>
  );
}

/** What can be done in the room: always in sight. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return (
    <div className="grid shrink-0 gap-4 border-t px-4 pt-4 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-5">
      {children}
    </div>
  );
}
