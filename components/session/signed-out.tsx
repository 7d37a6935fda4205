"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { Note } from "@/components/ui/note";

/** The session ended while the page was open. What was known stays on it. */
export function SignedOut() {
  const path = usePathname();
  const query = useSearchParams().toString();
  const here = query === "" ? path : `${path}?${query}`;
  return (
    <Note tone="warm">
      You have been signed out.{" "}
      {/* A whole new page: the header and everything read so far belong to the session that is over. */}
      <a
        href={`/sign-in?next=${encodeURIComponent(here)}`}
        className="font-medium underline decoration-faint underline-offset-4 hover:decoration-safelight"
      >
        Sign in
      </a>{" "}
      to go on where you are. Your jobs go on meanwhile.
    </Note>
  );
}
