import type { ReactNode } from "react";
import { ContactSheet } from "@/components/sheet/contact-sheet";
import { PageBody } from "./page-body";

interface Props {
  title: string;
  text: string;
  children: ReactNode;
}

const blank = Array.from({ length: 4 }, (_, index) => ({
  key: String(index),
  number: index + 1,
  state: "latent" as const,
  src: null,
  alt: "",
  reason: null,
}));

/** A page that has one thing to say, above a strip that was never exposed. */
export function MessagePage({ title, text, children }: Props) {
  return (
    <PageBody>
      <div aria-hidden className="mx-auto mb-10 max-w-100">
        <ContactSheet sheet={{ label: "", ghost: "none", frames: blank }} />
      </div>
      <div className="grid justify-items-center gap-4 text-center">
        <h1 className="font-serif text-4xl tracking-tight sm:text-5xl">{title}</h1>
        <p className="max-w-120 leading-relaxed text-soft">{text}</p>
        <div className="mt-3 flex flex-wrap justify-center gap-3">{children}</div>
      </div>
    </PageBody>
  );
}
