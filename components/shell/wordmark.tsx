import Link from "next/link";

export function Wordmark() {
  return (
    <Link
      href="/"
      prefetch={false}
      className="flex items-center gap-2.5 font-serif text-[1.75rem] leading-none tracking-tight max-[24rem]:gap-1.5 max-[24rem]:text-[1.25rem]"
    >
      <span
        aria-hidden
        className="size-2.5 rounded-full bg-safelight shadow-[0_0_14px_3px_color-mix(in_oklab,var(--safelight)_60%,transparent)]"
      />
      Darkroom
    </Link>
  );
}
