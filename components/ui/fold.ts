"use client";
import { useId, useState } from "react";

/** Something that folds out: what its button takes, and what its content takes, which is made only while it is open. */
export function useFold() {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return {
    isOpen,
    trigger: {
      type: "button",
      "aria-controls": id,
      "aria-expanded": isOpen,
      "data-state": isOpen ? "open" : "closed",
      onClick: () => setOpen(!isOpen),
    },
    content: { id, hidden: !isOpen },
  } as const;
}
