"use client";
import { Search, X } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { cn } from "./cn";
import { Input } from "./input";
import type { How } from "./use-address-filter";

interface Props {
  placeholder: string;
  words: string;
  onWords: (words: string, how: How) => void;
  className?: string;
}

/** So long nobody types before what is typed is looked for, in milliseconds. */
const restMs = 250;

/** Looks for words as they are typed. */
export function SearchField({ placeholder, words, onWords, className }: Props) {
  const [typed, setTyped] = useState(words);
  const [told, setTold] = useState(words);
  const [known, setKnown] = useState(words);
  if (words !== known) {
    setKnown(words);
    // The address has changed by other means, such as the way back.
    if (words !== told) {
      setTold(words);
      setTyped(words);
    }
  }

  const tell = (text: string) => {
    const next = text.trim();
    if (next === told) return;
    setTold(next);
    onWords(next, told === "" ? "push" : "replace");
  };
  // As the page is by then: something else may have been chosen since the last key.
  const rest = useEffectEvent((text: string) => tell(text));
  useEffect(() => {
    const timer = setTimeout(() => rest(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <form
      className={cn("relative min-w-0 flex-1", className)}
      onSubmit={(event) => {
        event.preventDefault();
        tell(typed);
      }}
    >
      <Search aria-hidden className="pointer-events-none absolute top-3 left-3.5 size-4 text-soft" />
      <Input
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label="Search"
        placeholder={placeholder}
        data-search
        maxLength={200}
        autoComplete="off"
        value={typed}
        className="h-10 pr-10 pl-10"
        onChange={({ target }) => setTyped(target.value)}
      />
      {typed !== "" && (
        <button
          type="button"
          aria-label="Empty the search"
          className="absolute top-0 right-0 grid size-10 place-items-center rounded-control text-soft hover:text-ink focus-visible:-outline-offset-2"
          onClick={() => {
            setTyped("");
            tell("");
          }}
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </form>
  );
}
