import type { ReactNode } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { count as counted } from "@/components/ui/figures";

interface Props {
  count: number;
  trigger: ReactNode;
  onDelete: () => void;
}

/** Asks before images are deleted. */
export function DeleteImages({ count, trigger, onDelete }: Props) {
  const one = count === 1;
  return (
    <AlertDialog
      trigger={trigger}
      title={`Delete ${one ? "this image" : counted(count, "image")}?`}
      text={`${one ? "It leaves" : "They leave"} your library for good, tags and all. A job that is tagging ${one ? "it" : "them"} just now goes on with the others.`}
      keep={one ? "Keep it" : "Keep them"}
      confirm={`Delete ${one ? "it" : counted(count, "image")}`}
      onConfirm={onDelete}
    />
  );
}
