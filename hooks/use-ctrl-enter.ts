"use client";
import { useEffect, type RefObject } from "react";

/** Sends a form with Ctrl or ⌘ and Enter from any of its fields, as its button would. */
export function useCtrlEnter(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const element = form.current;
    const send = (event: KeyboardEvent) => {
      const isMeant = event.key === "Enter" && (event.ctrlKey || event.metaKey);
      if (!isMeant || event.isComposing) return;
      event.preventDefault();
      // A key that is held down sends it once.
      if (!event.repeat) element?.requestSubmit();
    };
    element?.addEventListener("keydown", send);
    return () => element?.removeEventListener("keydown", send);
  }, [form]);
}
