"use client";
import { Note } from "@/components/ui/note";
import { useOnline } from "@/hooks/use-awake";

/** Says that what is shown may be old. Nothing while the browser has a connection. */
export function Offline() {
  const online = useOnline();
  if (online) return null;
  return (
    <Note tone="warm">
      You are offline. This is what we knew; the page catches up by itself when you are back.
    </Note>
  );
}
