import Link from "next/link";

/** The name of the house, and the way home. A phone has room for it where it stands `isAlone`; else for where one can go. */
export function Wordmark({ isAlone }: { isAlone: boolean }) {
  return (
    <Link
      href="/"
      prefetch={false}
      className="flex items-center gap-2.5 font-serif text-[1.75rem] leading-none tracking-tight max-[30rem]:min-h-11 max-[30rem]:min-w-5"
    >
      <span
        aria-hidden
        className="size-2.5 rounded-full bg-safelight shadow-[0_0_14px_3px_color-mix(in_oklab,var(--safelight)_60%,transparent)]"
      />
      <span className={isAlone ? undefined : "max-[30rem]:sr-only"}>Darkroom</span>
    </Link>
  );
}
