"use client";
import { useEffect } from "react";
import { sayPlainly } from "@/hooks/plain-news";
import { useLate, type Load } from "@/hooks/use-late";
import { whenIdle } from "@/hooks/when-idle";
import { hasWaitingNews, onWaitingNews, takeWaitingNews } from "./toast";

/**
 * Where short news are shown. Fetched once the page is idle, so that it is there when the connection goes; where it could not
 * be, they are said plainly, at once. `load` has it, and is the same each time.
 */
export function Toaster({ load }: { load: Load<object> }) {
  const { Part, prepare } = useLate(load);
  useEffect(() => {
    const fetchIt = async () => {
      if (!(await prepare()) && hasWaitingNews()) sayPlainly(takeWaitingNews());
    };
    const follow = () => void fetchIt();
    if (hasWaitingNews()) follow();
    const leave = onWaitingNews(follow);
    const forget = whenIdle(follow);
    window.addEventListener("online", follow);
    return () => {
      leave();
      forget();
      window.removeEventListener("online", follow);
    };
  }, [prepare]);
  return Part && <Part />;
}
