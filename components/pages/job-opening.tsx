"use client";
import { useLinkStatus } from "next/link";
import { useState } from "react";
import { createPortal } from "react-dom";
import { PageBody } from "@/components/shell/page-body";
import type { JobView } from "@/lib/jobs/job-view";
import { JobHeader } from "./job-header";

/**
 * The frame of a job's page, from the click on its link until the page itself is there: on a slow line, that takes seconds. All
 * that it shows is known already. It belongs into the link.
 */
export function JobOpening({ job }: { job: JobView }) {
  return useLinkStatus().pending && createPortal(<JobFrame job={job} />, document.body);
}

function JobFrame({ job }: { job: JobView }) {
  // The list may be scrolled, with the line above it out of sight.
  const [top] = useState(() =>
    Math.max(0, document.querySelector("#content")?.getBoundingClientRect().top ?? 0),
  );
  return (
    <>
      <output className="sr-only">Opening {job.title}</output>
      <div
        data-opening
        style={{ top }}
        className="fixed inset-x-0 bottom-0 z-30 animate-in overflow-hidden bg-(--bg) delay-100 duration-150 fill-mode-both fade-in"
      >
        <PageBody>
          <div inert className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_20.75rem] lg:gap-x-6.5">
            <div className="lg:col-span-2">
              <JobHeader job={job} />
            </div>
            <div className="h-96 rounded-sheet bg-film lamp" />
            <div className="h-64 rounded-card border bg-tray" />
          </div>
        </PageBody>
      </div>
    </>
  );
}
