import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { PageBody } from "@/components/shell/page-body";
import { KindSamples } from "@/components/samples/kind-samples";
import { Button } from "@/components/ui/button";
import { HeroSheet } from "./hero-sheet";

const promises = [
  ["Close the page", "The work goes on without you. What came of it is here when you come back."],
  ["Know the truth", "What is happening, how long it usually takes, and who told us so."],
  [
    "Pay with open eyes",
    "What got lost on the way is looked for first. Where a retry may cost again, it says so.",
  ],
] as const;

/** The front page for whoever is not signed in. */
export function Landing() {
  return (
    <PageBody>
      <div className="grid items-center gap-10 pt-4 lg:grid-cols-[minmax(0,25rem)_minmax(0,1fr)] lg:gap-16 lg:pt-12">
        <div className="grid justify-items-start gap-6">
          <h1 className="font-serif text-5xl leading-[1.02] tracking-tight sm:text-[4.25rem]">
            Pictures take time. You need not.
          </h1>
          <p className="text-lg leading-relaxed text-soft">
            Start a photoshoot, a video, a story or a product card, and go. Darkroom watches over the work
            until it is developed.
          </p>
          <Button asChild look="primary" size="lg">
            <Link href="/sign-in?next=/new/photoshoot">
              Start a photoshoot
              <ArrowRight aria-hidden />
            </Link>
          </Button>
        </div>
        <HeroSheet />
      </div>
      <section aria-labelledby="kinds" className="mt-16 grid gap-5 lg:mt-24">
        <h2 id="kinds" className="font-serif text-3xl">
          What it develops
        </h2>
        <KindSamples isSignedIn={false} isFirst={false} />
      </section>
      <ul className="mt-16 grid gap-8 border-t pt-8 sm:grid-cols-3 lg:mt-24">
        {promises.map(([title, line]) => (
          <li key={title}>
            <h2 className="font-serif text-2xl">{title}</h2>
            <p className="mt-1.5 leading-relaxed text-soft">{line}</p>
          </li>
        ))}
      </ul>
    </PageBody>
  );
}
