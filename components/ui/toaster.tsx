"use client";
import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/** Short news at the top, gone after 5 s, where the banner at the bottom is not in its way. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
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
