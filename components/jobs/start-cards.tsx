import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { kinds } from "@/components/kinds/registry";
import { specimenOf } from "@/components/kinds/specimen";

/** What can be started, one card a kind, each with a piece of its film. */
export function StartCards() {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
      {Object.entries(kinds).map(([kind, face]) => (
        <li key={kind} className="only:col-span-full">
          <Link
            href={`/new/${kind}`}
            className="group grid h-full grid-cols-[minmax(0,1fr)] content-start gap-5 rounded-card border bg-tray p-5 transition-colors hover:border-safelight sm:p-6"
          >
            <span aria-hidden inert className="block w-full max-w-81">
              <face.Strip job={specimenOf(kind)} />
            </span>
            <span className="grid gap-2">
              <span className="flex items-center justify-between gap-4 font-serif text-3xl">
                {face.name}
                <ArrowRight
                  aria-hidden
                  className="size-5 text-safelight transition-transform duration-300 group-hover:translate-x-1"
                />
              </span>
              <span className="leading-relaxed text-soft">{face.line}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
