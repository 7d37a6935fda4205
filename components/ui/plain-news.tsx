"use client";
import { X } from "lucide-react";
import { unsay, usePlainNews } from "@/hooks/plain-news";
import { Button } from "./button";

/** Says what nothing finer could be fetched for, until it is closed or no longer true. */
export function PlainNews() {
  const text = usePlainNews();
  return (
    <output className="fixed top-18 right-6 left-6 z-50 flex items-start gap-3 rounded-sheet border bg-raised py-2 pr-2 pl-4 text-sm shadow-lift empty:hidden sm:left-auto sm:w-96">
      {text !== null && (
        <>
          <span className="min-w-0 flex-1 py-2 wrap-anywhere whitespace-pre-line">{text}</span>
          <Button look="quiet" size="icon" aria-label="Close" onClick={() => unsay(text)}>
            <X aria-hidden />
          </Button>
        </>
      )}
    </output>
  );
}
