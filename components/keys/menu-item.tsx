"use client";
import { Command as Menu } from "cmdk";
import { Circle, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { badgeOf } from "@/components/copy/status";
import { wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";
import { kindIcon } from "./menu-icons";

/** Its heading is as tall as a row, so that whole rows fill the list. */
export function MenuGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Menu.Group
      heading={heading}
      className="**:[[cmdk-group-heading]]:flex **:[[cmdk-group-heading]]:h-(--row) **:[[cmdk-group-heading]]:snap-start **:[[cmdk-group-heading]]:items-end **:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pb-1.5 **:[[cmdk-group-heading]]:text-[0.8125rem] **:[[cmdk-group-heading]]:text-soft"
    >
      {children}
    </Menu.Group>
  );
}

export function JobItem({ job, onChoose }: { job: JobView; onChoose: () => void }) {
  const kind = wordsOf(job.kind).name;
  return (
    <MenuItem id={job.id} name={[job.title, kind]} icon={kindIcon(job.kind)} onChoose={onChoose}>
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {job.title}
      </span>
      <span className="shrink-0 text-[0.8125rem] text-soft">
        {kind}, {badgeOf(job).word.toLowerCase()}
      </span>
    </MenuItem>
  );
}

interface ItemProps {
  /** What it is found by. */
  name: string[];
  id?: string;
  icon?: LucideIcon | undefined;
  onChoose: () => void;
  children: ReactNode;
}

export function MenuItem({ name, id, icon: Icon = Circle, onChoose, children }: ItemProps) {
  return (
    <Menu.Item
      value={id ?? name.join(" ")}
      keywords={name}
      onSelect={onChoose}
      className="flex h-(--row) cursor-pointer snap-start items-center gap-3 rounded-[8px] px-2.5 text-sm select-none data-[selected=true]:bg-line/60"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-soft" />
      {children}
    </Menu.Item>
  );
}
