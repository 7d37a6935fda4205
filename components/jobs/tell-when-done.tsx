"use client";
import Link from "next/link";
import { useId } from "react";
import { useToldJobs } from "@/hooks/told-jobs";
import { useNoticeRight } from "@/hooks/notices";

/** A quiet line while a job is under way: whether this browser is to tell of its end. It asks to be allowed only when that is switched on. */
export function TellWhenDone({ jobId }: { jobId: string }) {
  const { right, ask } = useNoticeRight();
  const { ids, tellOf } = useToldJobs();
  const id = useId();
  if (right === null) return null;
  if (right === "denied" || right === "unable") {
    return (
      <p className="text-sm leading-relaxed text-soft">
        {right === "denied" ? (
          "This browser does not let Darkroom tell you when it is done. You can allow notifications in its settings."
        ) : (
          <>
            This browser cannot tell you when it is done. What can is under{" "}
            <Link href="/notifications" prefetch={false} className="underline">
              Notifications
            </Link>
            .
          </>
        )}
      </p>
    );
  }
  const set = async (isWanted: boolean) => {
    if (isWanted && right === "default" && (await ask()) !== "granted") return;
    tellOf(jobId, isWanted);
  };
  const isTold = right === "granted" && ids.includes(jobId);
  return (
    <div className="flex min-h-11 items-center justify-between gap-4">
      <span>
        <span id={id} className="block text-[0.9375rem]">
          Tell me when it is done
        </span>
        <span id={`${id}-note`} className="block text-sm text-soft">
          With a notification, while Darkroom is open in some tab.
        </span>
      </span>
      <button
        type="button"
        role="switch"
        aria-checked={isTold}
        aria-labelledby={id}
        aria-describedby={`${id}-note`}
        onClick={() => void set(!isTold)}
        className="group relative h-11 w-12 shrink-0 rounded-control"
      >
        <span
          aria-hidden
          className="absolute inset-x-0 top-2.5 h-6 rounded-full border border-soft bg-raised transition-colors group-aria-checked:border-safelight group-aria-checked:bg-safelight"
        >
          <span className="absolute top-0.5 left-0.5 size-4.5 rounded-full bg-soft transition-transform group-aria-checked:translate-x-6 group-aria-checked:bg-on-safelight" />
        </span>
      </button>
    </div>
  );
}
