"use client";
import { useSyncExternalStore } from "react";
import { dropDeletion } from "./kept-deletions";

/** Jobs that were deleted while this tab was open, by id, unless they were put back. Another set after every change. */
let deleted: ReadonlySet<string> = new Set();
const none: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function change(next: ReadonlySet<string>): void {
  deleted = next;
  for (const tell of listeners) tell();
}

/** Has every list of this tab leave the job out, whatever answers are on their way or kept. */
export function hideJob(id: string): void {
  if (!deleted.has(id)) change(new Set([...deleted, id]));
}

/** Has them show it again, where it is. */
export function unhideJob(id: string): void {
  dropDeletion(id);
  if (deleted.has(id)) change(new Set([...deleted].filter((each) => each !== id)));
}

/** Whether lists are to leave it out just now. */
export function isHidden(id: string): boolean {
  return deleted.has(id);
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** The jobs that lists are to leave out. */
export function useDeletedJobs(): ReadonlySet<string> {
  return useSyncExternalStore(
    subscribe,
    () => deleted,
    () => none,
  );
}
