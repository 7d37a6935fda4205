"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { filesOf } from "@/hooks/dropped-files";
import { usePastedFiles } from "@/hooks/use-pasted-files";

/** Takes files and folders that are dropped anywhere on the page, or pasted, and says so while they hang over it. */
export function DropAnywhere({ onFiles }: { onFiles: (files: File[]) => void }) {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent(onFiles);
  usePastedFiles(onFiles);

  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Out of the window: into nothing.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      void filesOf(event.dataTransfer).then((files) => take(files));
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);

  if (!isOver) return null;
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-black/55 p-6 backdrop-blur-[2px]"
    >
      <p className="rounded-card border-2 border-dashed border-edge bg-film px-10 py-14 font-serif text-3xl text-film-ink">
        Let go to add them
      </p>
    </div>
  );
}
