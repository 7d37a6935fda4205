import type { ReactNode } from "react";

export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="mb-8">
      <h1 className="font-serif text-[2.5rem] leading-[1.08] tracking-tight sm:text-5xl">{title}</h1>
      {children && (
        <p className="mt-3 max-w-160 text-[1.0625rem] leading-relaxed text-balance text-soft">{children}</p>
      )}
    </header>
  );
}
