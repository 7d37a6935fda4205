"use client";
import { LateTrigger } from "./late";
import type { AlertDialogProps } from "./alert-dialog-room";

const load = async () => (await import("./alert-dialog-room")).AlertDialogRoom;

/** Asks before something that cannot be undone. */
export function AlertDialog({ trigger, ...given }: AlertDialogProps) {
  return <LateTrigger trigger={trigger} opens="dialog" load={load} given={given} />;
}
