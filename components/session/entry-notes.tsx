"use client";
import { Note } from "@/components/ui/note";
import { Pause } from "./pause";

/** What a try to come in led to, if not in. */
export interface SessionState {
  error: string | null;
  notice: string | null;
  /** How long there is to wait before the next try; no two refusals are told at the same time. */
  pause: { seconds: number; toldAt: number } | null;
}

export const nothingYet: SessionState = { error: null, notice: null, pause: null };

/** Says what a try to come in led to; read aloud when it changes. */
export function EntryNotes({ state: { error, notice, pause } }: { state: SessionState }) {
  return (
    <output className="grid gap-3 empty:hidden">
      {error && <Note tone="fail">{error}</Note>}
      {notice && <Note tone="warm">{notice}</Note>}
      {pause && <Pause key={pause.toldAt} seconds={pause.seconds} />}
    </output>
  );
}
