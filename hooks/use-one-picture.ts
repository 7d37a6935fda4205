"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { isMoving } from "./uploads-state";
import { noLongerKept, useUploads } from "./use-uploads";

/**
 * One picture on its way to the server. `path` is where it lies once it has arrived, kept by the caller, who is told its
 * name as well; another one takes its place. Whoever shows it says by `lose` that it does not lie there any more: it went with
 * the job that it was for.
 */
export function useOnePicture(path: string, onPath: (path: string, name: string) => void) {
  const { items, refusals, preparing, pause, add, remove, retry, dismiss } = useUploads(1);
  const upload = items[0];
  const [lostPath, setLostPath] = useState<string | null>(null);
  const isGone = path !== "" && lostPath === path;

  const arrived = useEffectEvent((id: string, at: string, name: string) => {
    onPath(at, name);
    remove(id);
  });
  const { id, path: at, name } = upload ?? {};
  useEffect(() => {
    if (id !== undefined && name !== undefined && at) arrived(id, at, name);
  }, [id, at, name]);

  const choose = (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    setLostPath(null);
    for (const item of items) remove(item.id);
    void add([file]);
  };
  const clear = () => {
    setLostPath(null);
    onPath("", "");
  };
  const isComing = preparing > 0 || (upload !== undefined && isMoving(upload));
  const missing = isComing
    ? "Waiting for the picture to arrive."
    : upload?.state === "failed"
      ? `The picture did not arrive. ${upload.isFinal ? "Remove it, and choose another one." : "Try again, or remove it."}`
      : isGone
        ? noLongerKept
        : null;
  const lose = () => setLostPath(path);
  return {
    path,
    upload,
    refusals,
    preparing,
    pause,
    missing,
    isGone,
    choose,
    remove,
    retry,
    clear,
    lose,
    dismiss,
  };
}
