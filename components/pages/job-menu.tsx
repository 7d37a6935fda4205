"use client";
import { Ellipsis } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LateTrigger } from "@/components/ui/late";
import type { JobMenuProps } from "./job-menu-room";

const load = async () => (await import("./job-menu-room")).JobMenuRoom;

/** What else there is to do with a job of a list. */
export function JobMenu(props: JobMenuProps) {
  const trigger = (
    <Button look="quiet" className="relative z-10 ml-auto size-9 px-0">
      <Ellipsis aria-hidden />
      <span className="sr-only">More for {props.job.title}</span>
    </Button>
  );
  return <LateTrigger trigger={trigger} opens="menu" load={load} given={props} />;
}
