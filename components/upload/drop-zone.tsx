"use client";
import { ImagePlus } from "lucide-react";
import { useEffect, useRef, useState, type DragEvent, type RefObject } from "react";
import { cn } from "@/components/ui/cn";
import { filesOf } from "@/hooks/dropped-files";
import { usePastedFiles } from "@/hooks/use-pasted-files";
import { acceptedTypes } from "@/hooks/upload-rules";

interface Props {
  onFiles: (files: File[]) => void;
  focus: RefObject<HTMLButtonElement | null>;
  describedBy: string;
  /** Takes one picture, not several. */
  single?: boolean;
  /** Something is wrong with what was chosen; `describedBy` says what. */
  isWrong?: boolean;
  /** What the file picker is called: "Pictures". */
  name?: string;
}

/** A file dropped beside the zone would replace the page, and all that was entered, with itself. */
function keepThePage(event: globalThis.DragEvent) {
  if (event.defaultPrevented || event.dataTransfer?.types.includes("Files") !== true) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "none";
}

/** Takes pictures by drop, by the file picker (it is a button) and by paste anywhere on the page. */
export function DropZone(props: Props) {
  const { onFiles, focus, describedBy, single = false, isWrong = false, name = "Pictures" } = props;
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const it = single ? "it" : "them";

  usePastedFiles(onFiles);
  useEffect(() => {
    window.addEventListener("dragover", keepThePage);
    window.addEventListener("drop", keepThePage);
    return () => {
      window.removeEventListener("dragover", keepThePage);
      window.removeEventListener("drop", keepThePage);
    };
  }, []);

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void filesOf(event.dataTransfer).then(onFiles);
  };
  return (
    <>
      <button
        ref={focus}
        type="button"
        aria-describedby={describedBy}
        onClick={() => picker.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cn(
          "grid w-full justify-items-center gap-1.5 rounded-sheet border px-6 py-7 text-center sm:py-9 transition-colors duration-300 hover:border-safelight",
          over
            ? "border-solid border-safelight bg-safelight/10"
            : isWrong
              ? "border-dashed border-fail bg-fail/5"
              : "border-dashed border-rim bg-tray",
        )}
      >
        <ImagePlus aria-hidden className="mb-1 size-6 text-safelight" />
        <span className="font-medium">
          {over ? `Let go to add ${it}` : single ? "Choose a picture" : "Choose pictures"}
        </span>
        <span className="hidden text-sm text-soft sm:pointer-fine:block">
          or drop {it} here, or paste {it}
        </span>
      </button>
      <input
        ref={picker}
        type="file"
        multiple={!single}
        accept={acceptedTypes}
        aria-label={name}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}
