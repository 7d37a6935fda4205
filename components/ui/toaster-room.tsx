"use client";
import { X } from "lucide-react";
import { useTheme } from "next-themes";
import { useEffect, useState } from "react";
import { Toaster as Sonner, toast, type ExternalToast } from "sonner";
import { useNow } from "@/hooks/use-now";
import { showNews } from "./toast";

/** As wide as a piece of news is, so that one at the foot lies in the middle. */
const width = { "--width": "24rem" };

/** Short news at the top, gone after 5 s, where the banner at the bottom is not in its way; what can be undone at the foot of the column, near the thumb. */
export function ToasterRoom() {
  const { resolvedTheme } = useTheme();
  // Sonner listens by now: the effects of what is inside come first.
  useEffect(() => showNews((title, more) => toast(title, more && withUndo(more))), []);
  return (
    <Sonner
      theme={resolvedTheme === "light" ? "light" : "dark"}
      position="top-right"
      duration={5_000}
      offset={{ top: 76, right: 24, bottom: "var(--foot)" }}
      mobileOffset={{ top: 68, left: 16, right: 16, bottom: "var(--foot)" }}
      containerAriaLabel="News of your jobs"
      style={{ fontFamily: "inherit", ...width }}
      icons={{ close: <X aria-hidden className="size-4" /> }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: "Close",
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-sheet border bg-raised px-4 py-3 text-sm text-ink shadow-lift sm:w-96",
          title: "font-medium",
          description: "text-soft",
          content: "min-w-0 flex-1",
          actionButton:
            "shrink-0 rounded-[8px] px-2.5 py-1.5 text-sm font-medium text-safelight-ink hover:bg-line/60",
          closeButton:
            "order-last -mr-2 grid size-9 shrink-0 place-items-center rounded-[8px] bg-transparent! text-soft! hover:bg-line/60! hover:text-ink!",
        },
      }}
    />
  );
}

/** News with a way back say for how long there is one, and can be closed before. */
function withUndo(more: ExternalToast): ExternalToast {
  const { action, duration } = more;
  if (typeof action !== "object" || action === null || !("label" in action) || action.label !== "Undo")
    return more;
  const label = (
    <>
      Undo
      <SecondsLeft of={duration ?? 0} />
    </>
  );
  return { ...more, position: "bottom-center", closeButton: true, action: { ...action, label } };
}

/** Not read aloud: it changes every second. */
function SecondsLeft({ of }: { of: number }) {
  const now = useNow();
  const [since] = useState(() => Date.now());
  const leftMs = Math.min(of, of - ((now ?? since) - since));
  if (leftMs <= 0) return null;
  return (
    <span aria-hidden className="inline-block min-w-8 text-right font-normal text-soft">
      {Math.ceil(leftMs / 1_000)} s
    </span>
  );
}
