"use client";
import { AlertDialog as Radix } from "radix-ui";
import { useState, type ReactNode } from "react";
import { Button } from "./button";
import { sentencesOf } from "./sentences";

export interface AlertDialogProps {
  /** `null` where something else has opened it, which has the focus: it gets that back. */
  trigger: ReactNode;
  title: string;
  /** What it is about, by its own name. */
  about?: string;
  /** What follows from it: each sentence is a line of its own. */
  text: string;
  keep: string;
  confirm: string;
  onConfirm: () => void;
  /** It was answered, one way or the other. */
  onClose?: (() => void) | undefined;
}

/** A question that is asked before something that cannot be undone. Made once it is first asked. */
export function AlertDialogRoom(props: AlertDialogProps) {
  const { trigger, title, about, text, keep, confirm, onConfirm, onClose } = props;
  const [before] = useState(() => document.activeElement);
  const giveBack = (event: Event) => {
    if (trigger !== null) return;
    event.preventDefault();
    if (before instanceof HTMLElement) before.focus();
  };
  return (
    <Radix.Root defaultOpen onOpenChange={(isOpen) => isOpen || onClose?.()}>
      {trigger !== null && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-black/65 backdrop-blur-[2px] data-[state=open]:animate-in data-[state=open]:fade-in" />
        <Radix.Content
          onCloseAutoFocus={giveBack}
          // Its edges are the page's: no unit of the window is asked, which is wrong while that changes.
          className="fixed inset-4 z-50 m-auto grid h-fit max-h-[calc(100%-2rem)] max-w-104 gap-3 overflow-y-auto rounded-card border bg-tray p-6 text-pretty shadow-lift data-[state=open]:animate-in data-[state=open]:fade-in data-[state=open]:zoom-in-98"
        >
          <Radix.Title className="font-serif text-2xl">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="grid gap-3 leading-relaxed wrap-anywhere text-soft">
              {about !== undefined && (
                <p dir="auto" className="line-clamp-2 font-medium text-ink">
                  {about}
                </p>
              )}
              <Consequences sentences={sentencesOf(text)} />
            </div>
          </Radix.Description>
          <div className="mt-3 flex flex-wrap justify-end gap-3 max-sm:*:grow">
            <Radix.Cancel asChild>
              <Button>{keep}</Button>
            </Radix.Cancel>
            <Radix.Action asChild>
              <Button look="danger" onClick={onConfirm}>
                {confirm}
              </Button>
            </Radix.Action>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Consequences({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length < 2) return <p>{sentences}</p>;
  return (
    <ul className="grid list-disc gap-1.5 pl-5 marker:text-faint">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
