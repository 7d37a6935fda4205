"use client";
import { CircleAlert } from "lucide-react";
import { Note } from "@/components/ui/note";
import { Pause } from "./pause";

/** What a try to come in led to, if not in. */
export interface SessionState {
  /** What is wrong with what was entered. */
  error: string | null;
  notice: string | null;
  /** How long there is to wait before the next try; no two refusals are told at the same time. */
  pause: { seconds: number; toldAt: number } | null;
}

export const nothingYet: SessionState = { error: null, notice: null, pause: null };

/** Says what a try to come in led to; read aloud when it changes. */
export function EntryNotes({ id, state: { error, notice, pause } }: { id?: string; state: SessionState }) {
  return (
    <output id={id} className="grid gap-3 empty:hidden">
      {error && (
        <Note tone="fail" className="flex gap-2.5">
          <CircleAlert aria-hidden className="mt-1 size-4 shrink-0 text-fail-ink" />
          <span>{error}</span>
        </Note>
      )}
      {notice && <Note tone="warm">{notice}</Note>}
      {pause && <Pause key={pause.toldAt} seconds={pause.seconds} />}
    </output>
  );
}
