"use client";
import { Command as Menu } from "cmdk";
import { Bell, ChevronDown, Receipt, Search } from "lucide-react";
import type { Route } from "next";
import { usePathname } from "next/navigation";
import { useRef, useState } from "react";
import useSWR from "swr";
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
import { commandIcon, kindIcon } from "./menu-icons";
import { JobItem, MenuGroup, MenuItem } from "./menu-item";
import { shownUnderWay } from "./under-way-shown";

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
  // Whoever is under way as it opens keeps that place: no row moves from under a hand.
  const [opened] = useState(active?.items.filter(({ status }) => !isTerminal(status)) ?? []);
  const underWay = opened.map((job) => data?.items.find(({ id }) => id === job.id) ?? job);
  const ids = new Set(opened.map(({ id }) => id));
  const lately = data?.items.filter(({ id }) => !ids.has(id)) ?? [];
  const words = typed.trim();
  const [isWhole, setIsWhole] = useState(false);
  // Whatever is typed is looked for among all of them.
  const shown = shownUnderWay(underWay, isWhole || words !== "");
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
        className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)] gap-3 px-4 pt-4 pb-1.5 [--row:2.25rem] sm:px-6 pointer-coarse:[--row:2.75rem]"
      >
        <div className="relative">
          <Search aria-hidden className="pointer-events-none absolute top-3.5 left-3.5 size-4 text-soft" />
          <Menu.Input
            ref={field}
            value={typed}
            onValueChange={setTyped}
            maxLength={200}
            placeholder="A page, something to do, a job"
            className="h-11 w-full rounded-control border border-rim bg-raised pr-3.5 pl-10 text-base text-ink placeholder:text-soft focus-visible:outline-offset-0 sm:text-[0.9375rem]"
          />
        </div>
        {/* Whole rows, wherever it is scrolled to, and most of another one that fades: there is more. After the last one that is air. */}
        <Menu.List className="fade-end h-[calc(round(down,min(70dvh_-_9.75rem,29.5rem),var(--row))_+_var(--fade))] max-h-[calc(29.5rem_+_var(--fade))] min-h-[calc(3*var(--row)_+_var(--fade))] snap-y snap-mandatory scroll-pb-(--fade) overflow-y-auto overscroll-contain [--fade:calc(0.75*var(--row))]">
          {underWay.length > 0 && (
            <MenuGroup heading="Under way">
              {shown.map(entryOf)}
              {shown.length < underWay.length && (
                <MenuItem name={["All jobs under way"]} icon={ChevronDown} onChoose={() => setIsWhole(true)}>
                  All jobs under way ({underWay.length})
                </MenuItem>
              )}
            </MenuGroup>
          )}
          {(["Go to", "Do"] as const).map((group) => (
            <MenuGroup key={group} heading={group}>
              {offered
                .filter((command) => command.group === group)
                .map(({ keys, label, run }) => (
                  <MenuItem
                    key={label}
                    name={[label]}
                    icon={commandIcon(label)}
                    onChoose={choose(() => run(page))}
                  >
                    <span className="flex-1">{label}</span>
                    <span className="max-sm:hidden pointer-coarse:hidden">
                      <KeyCaps keys={keys} />
                    </span>
                  </MenuItem>
                ))}
              {group === "Do" &&
                kindNames.map((kind) => (
                  <MenuItem
                    key={kind}
                    name={["New job", wordsOf(kind).name]}
                    icon={kindIcon(kind)}
                    onChoose={go(`/new/${kind}`)}
                  >
                    New job: {wordsOf(kind).name}
                  </MenuItem>
                ))}
            </MenuGroup>
          ))}
          <MenuGroup heading="Yours">
            <MenuItem name={["Notifications"]} icon={Bell} onChoose={go("/notifications")}>
              Notifications
            </MenuItem>
            <MenuItem name={["Account", "costs"]} icon={Receipt} onChoose={go("/account")}>
              Account
            </MenuItem>
          </MenuGroup>
          {lately.length > 0 && <MenuGroup heading="Lately">{lately.map(entryOf)}</MenuGroup>}
          {words !== "" && (
            <MenuItem
              name={[words]}
              icon={Search}
              onChoose={go(`/jobs?${new URLSearchParams({ q: words }).toString()}`)}
            >
              <span className="truncate">Search all jobs for “{words}”</span>
            </MenuItem>
          )}
        </Menu.List>
      </Menu>
    </Dialog>
  );
}
