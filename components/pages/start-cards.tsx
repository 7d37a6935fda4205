import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { Strip } from "@/components/kinds/strips";
import { wordsOf } from "@/components/kinds/words";
import { kindNames, type KindName } from "@/lib/jobs/kind-name";
import { sampleOf } from "./sample";

/** What can be started, one card a kind. */
export function StartCards() {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
      {kindNames.map((kind) => (
        <li key={kind} className="only:col-span-full">
          <StartCard kind={kind} />
        </li>
      ))}
    </ul>
  );
}

/** A kind, and a piece of its film. */
function StartCard({ kind }: { kind: KindName }) {
  const { name, line } = wordsOf(kind);
  return (
    <Link
      href={`/new/${kind}`}
      className="group grid h-full grid-cols-[minmax(0,1fr)] content-start gap-5 rounded-card border bg-tray p-5 transition-colors hover:border-safelight sm:p-6"
    >
      <span aria-hidden inert className="block w-full max-w-81">
        <Strip job={sampleOf(kind)} />
      </span>
      <span className="grid gap-2">
        <span className="flex items-center justify-between gap-4 font-serif text-3xl">
          {name}
          <ArrowRight
            aria-hidden
            className="size-5 text-safelight transition-transform duration-300 group-hover:translate-x-1"
          />
        </span>
        <span className="leading-relaxed text-soft">{line}</span>
      </span>
    </Link>
  );
}
