"use client";
import type { ReactNode } from "react";
import { LateTrigger } from "@/components/ui/late";
import type { QuestionProps } from "./question-room";

const load = async () => (await import("./question-room")).QuestionRoom;

/** Asks before the work of a job is stopped. */
export function Question({ trigger, ...given }: QuestionProps & { trigger: ReactNode }) {
  return <LateTrigger trigger={trigger} opens="dialog" load={load} given={given} />;
}
