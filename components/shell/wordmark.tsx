import Link from "next/link";

export function Wordmark() {
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
      {/* A phone has room for where one can go, or for where one is. */}
      <span className="max-[30rem]:sr-only">Darkroom</span>
    </Link>
  );
}
