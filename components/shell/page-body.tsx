import type { ReactNode } from "react";

/** The width and the air of every page. What is `narrow` begins at the same left edge, and is as wide as one reads and fills in. */
export function PageBody({ children, narrow = false }: { children: ReactNode; narrow?: boolean }) {
  return (
    <div className="mx-auto w-full max-w-288 px-4 pt-6 pb-20 sm:px-6 sm:pt-9">
      {narrow ? <div className="max-w-172">{children}</div> : children}
    </div>
  );
}
