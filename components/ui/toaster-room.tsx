"use client";
import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { showNews } from "./toast";

/** Short news at the top, gone after 5 s, where the banner at the bottom is not in its way. */
export function ToasterRoom() {
  const { resolvedTheme } = useTheme();
  // Sonner listens by now: the effects of what is inside come first.
  useEffect(() => showNews(toast), []);
  return (
    <Sonner
      theme={resolvedTheme === "light" ? "light" : "dark"}
      position="top-right"
      duration={5_000}
      offset={{ top: 76, right: 24 }}
      mobileOffset={{ top: 68, left: 12, right: 12 }}
      containerAriaLabel="News of your jobs"
      style={{ fontFamily: "inherit" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-sheet border bg-raised px-4 py-3 text-sm text-ink shadow-lift sm:w-96",
          title: "font-medium",
          description: "text-soft",
          content: "min-w-0 flex-1",
          actionButton:
            "shrink-0 rounded-[8px] px-2.5 py-1.5 text-sm font-medium text-safelight-ink hover:bg-line/60",
        },
      }}
    />
  );
}
