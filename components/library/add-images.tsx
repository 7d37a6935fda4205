"use client";
import { FolderOpen, ImagePlus } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { isHidden } from "@/hooks/dropped-files";
import { acceptedTypes } from "@/hooks/upload-rules";

interface Props {
  onFiles: (files: File[]) => void;
  /** Nothing else is to be done here just now. */
  isFirst?: boolean;
}

/** Two ways to files: some of them, or a whole folder. */
export function AddImages({ onFiles, isFirst = false }: Props) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    onFiles([...(input.files ?? [])].filter(({ name }) => !isHidden(name)));
    input.value = "";
  };
  return (
    <>
      <Button look={isFirst ? "primary" : "secondary"} onClick={() => files.current?.click()}>
        <ImagePlus aria-hidden />
        Add images
      </Button>
      {/* A phone has no folders to choose. */}
      <Button className="pointer-coarse:hidden" onClick={() => folder.current?.click()}>
        <FolderOpen aria-hidden />
        Add a folder
      </Button>
      <input
        ref={files}
        type="file"
        multiple
        accept={acceptedTypes}
        aria-label="Images"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => take(event.target)}
      />
      <input
        ref={(input) => {
          folder.current = input;
          // React knows no such attribute.
          if (input) input.webkitdirectory = true;
        }}
        type="file"
        aria-label="Folder"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => take(event.target)}
      />
    </>
  );
}
