"use client";
import { LateTrigger } from "./late";
import type { PopoverProps } from "./popover-room";

const load = async () => (await import("./popover-room")).PopoverRoom;

/** A small room beside what opens it. */
export function Popover({ trigger, ...given }: PopoverProps) {
  return <LateTrigger trigger={trigger} opens="dialog" load={load} given={given} />;
}
