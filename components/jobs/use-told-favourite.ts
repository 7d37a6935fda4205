"use client";
import { useEffect } from "react";
import { toast } from "@/components/ui/toast";
import { useFavourite } from "@/hooks/use-favourite";
import type { JobView } from "@/lib/jobs/job-view";

/** Whether a job is a favourite, and what makes it one or none. It says where that did not come about. */
export function useToldFavourite(job: JobView) {
  const { isFavourite, toggle, problem } = useFavourite(job);
  useEffect(() => {
    if (problem !== null) toast("The favourites are as they were", { description: problem });
  }, [problem]);
  return { isFavourite, toggle };
}
