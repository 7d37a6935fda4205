"use client";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/button";

/** What was asked, as a quotation. A long one shows its first lines, and the rest on request. */
export function Question({ text }: { text: string }) {
  const quote = useRef<HTMLQuoteElement>(null);
  const [open, setOpen] = useState(false);
  const [long, setLong] = useState(false);
  useEffect(() => {
    const element = quote.current;
    if (!element || open) return;
    // How many lines there are depends on the width.
    const watch = new ResizeObserver(() => setLong(element.scrollHeight > element.clientHeight + 1));
    watch.observe(element);
    return () => watch.disconnect();
  }, [open]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] justify-items-start gap-2">
      <div dir="auto" className="w-full border-s-2 border-safelight ps-4">
        <blockquote
          ref={quote}
          id="question"
          className={cn("whitespace-pre-wrap text-soft wrap-anywhere", !open && "line-clamp-5")}
        >
          {text}
        </blockquote>
      </div>
      {long && (
        <Button
          look="quiet"
          size="sm"
          aria-expanded={open}
          aria-controls="question"
          onClick={() => setOpen(!open)}
        >
          {open ? "Show less" : "Show all of the question"}
        </Button>
      )}
    </div>
  );
}
