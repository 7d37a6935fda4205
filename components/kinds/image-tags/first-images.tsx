import type { RefObject } from "react";
import { FieldNote } from "@/components/ui/field";
import { DropZone } from "@/components/upload/drop-zone";
import type { LibraryUploader } from "@/hooks/library-uploader";

interface Props {
  uploader: LibraryUploader;
  focus: RefObject<HTMLButtonElement | null>;
}

/** The library is empty: images are put into it here. */
export function FirstImages({ uploader, focus }: Props) {
  return (
    <>
      <DropZone
        focus={focus}
        describedBy="first-images-note"
        name="Images"
        onFiles={(files) => uploader.add(files)}
      />
      <FieldNote
        id="first-images-note"
        hint="JPEG, PNG or WebP, up to 10 MB each, or a whole folder. They stay in your library."
      />
    </>
  );
}
