"use client";
import { Command as Menu } from "cmdk";
import type { Route } from "next";
import { usePathname } from "next/navigation";
import { useRef, useState, type ReactNode } from "react";
import useSWR from "swr";
import { badgeOf } from "@/components/copy/status";
import { pageOf, wordsOf } from "@/components/kinds/words";
import { afterPainting } from "@/components/ui/after-painting";
import { Dialog } from "@/components/ui/dialog";
import { getJson } from "@/hooks/api";
import { activeJobsKey, type PageOfJobs } from "@/hooks/job-cache";
import { listKey } from "@/hooks/use-jobs";
import type { JobView } from "@/lib/jobs/job-view";
import { kindNames } from "@/lib/jobs/kind-name";
import { isTerminal } from "@/lib/jobs/status";
import { offeredAt, type KeyedPage } from "./commands";
import { fits } from "./fits";
import { KeyCaps } from "./key-caps";

interface Props {
  page: KeyedPage;
  onClose: () => void;
}

/** So many of the latest jobs are found by their title here; all others by a search. */
const latest = 50;

/** What is under way, pages, actions and recent jobs, found by their names. Fetched once it is first wanted. */
export function CommandMenuRoom({ page, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const { data } = useSWR<PageOfJobs, unknown>(listKey({ limit: latest }), getJson);
  // Asked for already, behind the banner.
  const { data: active } = useSWR<PageOfJobs, unknown>(activeJobsKey, null);
  const underWay = active?.items.filter(({ status }) => !isTerminal(status)) ?? [];
  const ids = new Set(underWay.map(({ id }) => id));
  const lately = data?.items.filter(({ id }) => !ids.has(id)) ?? [];
  const words = typed.trim();
  /** The focus goes back to where it was first: what is done may put it elsewhere. */
  const choose = (act: () => void) => () => {
    onClose();
    afterPainting(act);
  };
  const go = <T extends string>(path: Route<T>) => choose(() => page.go(path));
  const offered = offeredAt(usePathname());
  const entryOf = (job: JobView) => <JobItem key={job.id} job={job} onChoose={go(pageOf(job))} />;
  return (
    <Dialog open onClose={onClose} title="What next?" first={field}>
      <Menu
        label="Command menu"
        loop
        filter={(_value, search, names = []) => (fits(names, search) ? 1 : 0)}
        className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)] gap-3 px-4 pt-4 pb-5 sm:px-6"
      >
        <Menu.Input
          ref={field}
          value={typed}
          onValueChange={setTyped}
          maxLength={200}
          placeholder="A page, something to do, a job"
          className="h-11 w-full rounded-control border border-rim bg-raised px-3.5 text-base text-ink placeholder:text-soft focus-visible:outline-offset-0 sm:text-[0.9375rem]"
        />
        <Menu.List className="h-[min(24rem,52dvh)] scroll-py-2 fade-end overflow-y-auto overscroll-contain">
          {underWay.length > 0 && <Group heading="Under way">{underWay.map(entryOf)}</Group>}
          {(["Go to", "Do"] as const).map((group) => (
            <Group key={group} heading={group}>
              {offered
                .filter((command) => command.group === group)
                .map(({ keys, label, run }) => (
                  <Item key={label} name={[label]} onChoose={choose(() => run(page))}>
                    {label}
                    <span className="pointer-coarse:hidden">
                      <KeyCaps keys={keys} />
                    </span>
                  </Item>
                ))}
              {group === "Go to" && (
                <>
                  <Item name={["Notifications"]} onChoose={go("/notifications")}>
                    Notifications
                  </Item>
                  <Item name={["Account", "costs"]} onChoose={go("/account")}>
                    Account
                  </Item>
                </>
              )}
              {group === "Do" &&
                kindNames.map((kind) => (
                  <Item key={kind} name={["New job", wordsOf(kind).name]} onChoose={go(`/new/${kind}`)}>
                    New job: {wordsOf(kind).name}
                  </Item>
                ))}
            </Group>
          ))}
          {lately.length > 0 && <Group heading="Lately">{lately.map(entryOf)}</Group>}
          {words !== "" && (
            <Item name={[words]} onChoose={go(`/jobs?${new URLSearchParams({ q: words }).toString()}`)}>
              <span className="truncate">Search all jobs for “{words}”</span>
            </Item>
          )}
        </Menu.List>
      </Menu>
    </Dialog>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Menu.Group
      heading={heading}
      className="mb-2 **:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-[0.8125rem] **:[[cmdk-group-heading]]:text-soft"
    >
      {children}
    </Menu.Group>
  );
}

function JobItem({ job, onChoose }: { job: JobView; onChoose: () => void }) {
  const kind = wordsOf(job.kind).name;
  return (
    <Item id={job.id} name={[job.title, kind]} onChoose={onChoose}>
      <span dir="auto" className="truncate">
        {job.title}
      </span>
      <span className="shrink-0 text-[0.8125rem] text-soft">
        {kind}, {badgeOf(job).word.toLowerCase()}
      </span>
    </Item>
  );
}

interface ItemProps {
  /** What it is found by. */
  name: string[];
  id?: string;
  onChoose: () => void;
  children: ReactNode;
}

function Item({ name, id, onChoose, children }: ItemProps) {
  return (
    <Menu.Item
      value={id ?? name.join(" ")}
      keywords={name}
      onSelect={onChoose}
      className="flex min-h-10 cursor-pointer items-center justify-between gap-4 rounded-[8px] px-2.5 text-sm select-none data-[selected=true]:bg-line/60"
    >
      {children}
    </Menu.Item>
  );
}
