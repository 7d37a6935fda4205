import type { ReactNode } from "react";
import { Film } from "@/components/sheet/film";
import { PageBody } from "./page-body";

interface Props {
  title: string;
  text: string;
  children: ReactNode;
}

const blank = ["01A", "02A", "03A", "04A"];

/** A page that has one thing to say, above a strip that was never exposed. */
export function MessagePage({ title, text, children }: Props) {
  return (
    <PageBody>
      <div aria-hidden className="mx-auto mb-10 max-w-100">
        <Film>
          <div className="grid grid-cols-4 gap-1.5 px-2.5 sm:gap-2.5 sm:px-4.5">
            {blank.map((number) => (
              <div key={number} className="relative aspect-3/4 rounded-frame bg-ghost">
                <span className="absolute bottom-1 left-1.5 font-mono text-[0.625rem] text-edge">
                  {number}
                </span>
              </div>
            ))}
          </div>
        </Film>
      </div>
      <div className="grid justify-items-center gap-4 text-center">
        <h1 className="font-serif text-4xl tracking-tight sm:text-5xl">{title}</h1>
        <p className="max-w-120 leading-relaxed text-pretty text-soft">{text}</p>
        <div className="mt-3 flex flex-wrap justify-center gap-3">{children}</div>
      </div>
    </PageBody>
  );
}
