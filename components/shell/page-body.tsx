import type { ReactNode } from "react";

/** The width and the air of every page. */
export function PageBody({ children }: { children: ReactNode }) {
  return <div className="mx-auto w-full max-w-288 px-4 pt-6 pb-20 sm:px-6 sm:pt-9">{children}</div>;
}
