import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { StaticImageData } from "next/image";
import { wordsOf } from "@/components/kinds/words";
import { cn } from "@/components/ui/cn";
import { OwnPicture } from "@/components/ui/own-picture";
import { kindNames, type KindName } from "@/lib/jobs/kind-name";
import imageTags from "./image_tags.webp";
import photoshoot from "./photoshoot.webp";
import productCard from "./product_card.webp";
import sora from "./sora.webp";
import storyVideo from "./story_video.webp";
import { WrittenSample } from "./written-sample";

/** What the simulated providers make of the demonstration's jobs: pictures, but for the kind that writes. */
const pictures = {
  photoshoot,
  sora,
  product_card: productCard,
  chat: null,
  image_tags: imageTags,
  story_video: storyVideo,
} as const satisfies Record<KindName, StaticImageData | null>;

interface Props {
  isSignedIn: boolean;
  /** Nothing larger is on the page. */
  isFirst: boolean;
  /** For whoever knows them: rows, and on a phone no more than a picture and a name each. */
  isCompact?: boolean;
  /** How long a job of a kind usually takes, in words, or that nobody knows it; without it nothing is said of that. */
  usual?: Partial<Record<KindName, string | null>>;
}

/** Every kind with a result of the demonstration: a row each on a phone, large from there on, for whoever has none of their own. */
export function KindSamples({ isSignedIn, isFirst, isCompact = false, usual }: Props) {
  return (
    <figure className="grid gap-4" data-begin={isCompact ? undefined : ""}>
      <ul
        className={cn(
          "grid gap-2.5 lg:grid-cols-3",
          isCompact
            ? "grid-cols-3 sm:grid-cols-2 sm:gap-4"
            : "grid-cols-[minmax(0,1fr)] md:grid-cols-2 md:gap-4",
        )}
      >
        {kindNames.map((kind, index) => (
          <li key={kind}>
            <Link
              href={isSignedIn ? `/new/${kind}` : `/sign-in?next=/new/${kind}`}
              className={cn(
                "group flex h-full items-center gap-3.5 overflow-hidden rounded-card border bg-tray p-2.5 text-left transition-colors hover:border-safelight",
                isCompact
                  ? "max-sm:flex-col max-sm:items-stretch max-sm:gap-0 max-sm:p-0"
                  : "md:flex-col md:items-stretch md:gap-0 md:p-0",
              )}
            >
              <span
                className={cn(
                  "block w-26 shrink-0 overflow-hidden rounded-control bg-film",
                  isCompact ? "max-sm:w-full max-sm:rounded-none" : "md:w-full md:rounded-none md:border-b",
                )}
              >
                <Sample kind={kind} isFirst={isFirst && index === 0} isCompact={isCompact} />
              </span>
              <span
                className={cn(
                  "grid min-w-0 flex-1 gap-0.5 pr-1.5",
                  isCompact ? "max-sm:px-2 max-sm:py-1.5" : "md:content-start md:gap-1.5 md:p-5",
                )}
              >
                <span
                  className={cn(
                    "flex items-baseline justify-between gap-x-3 font-serif text-xl max-md:flex-wrap",
                    isCompact ? "max-sm:justify-center max-sm:text-[1.0625rem]" : "md:text-2xl",
                  )}
                >
                  {wordsOf(kind).name}
                  {usual && (
                    <span className="shrink-0 font-sans text-[0.8125rem] text-soft md:ml-auto">
                      {usual[kind] && <span className="sr-only">usually </span>}
                      {usual[kind] ?? "time not known yet"}
                    </span>
                  )}
                  <ArrowRight
                    aria-hidden
                    className={cn(
                      "size-4.5 shrink-0 self-center text-safelight transition-transform duration-300 group-hover:translate-x-1",
                      isCompact ? "hidden" : "max-md:hidden",
                    )}
                  />
                </span>
                <span
                  className={cn("text-sm leading-snug text-soft", isCompact ? "max-sm:hidden" : "md:hidden")}
                >
                  {wordsOf(kind).short}
                </span>
                {!isCompact && (
                  <span className="text-[0.9375rem] leading-relaxed text-soft max-md:hidden">
                    {wordsOf(kind).line}
                  </span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <figcaption className="text-[0.8125rem] text-soft">
        The samples were made by the simulated providers that come with Darkroom.
      </figcaption>
    </figure>
  );
}

interface SampleProps {
  kind: KindName;
  isFirst: boolean;
  isCompact: boolean;
}

/** What is on the six images of the sample, as a tag would say it. */
const tags = ["hills", "sea", "dunes", "forest", "skyline", "mountains"];

function Sample({ kind, isFirst, isCompact }: SampleProps) {
  const picture = pictures[kind];
  if (picture === null) return <WrittenSample isCompact={isCompact} />;
  const { src, width, height } = picture;
  return (
    <span className="relative block">
      <OwnPicture
        src={src}
        alt=""
        width={width}
        height={height}
        {...(isFirst ? { fetchPriority: "high" } : { loading: "lazy", decoding: "async" })}
        className="aspect-3/2 h-auto w-full object-cover"
      />
      {!isCompact && (
        <span className="max-md:hidden">
          {kind === "image_tags" && <Tags />}
          {kind === "story_video" && <Caption />}
        </span>
      )}
    </span>
  );
}

/** Under each image what it was tagged with. */
function Tags() {
  return (
    <span aria-hidden className="absolute inset-0 grid grid-cols-3 grid-rows-2 gap-1">
      {tags.map((words) => (
        <span key={words} className="flex items-end justify-center p-1.5">
          <span className="truncate rounded-full bg-black/60 px-2 py-0.5 text-[0.6875rem] text-white">
            {words}
          </span>
        </span>
      ))}
    </span>
  );
}

/** Words at the foot of a scene, as the film has them. */
function Caption() {
  return (
    <span
      aria-hidden
      className="absolute top-0 right-0 flex size-[49.6%] items-end justify-center bg-linear-to-t from-black/80 to-transparent to-45% px-2 pb-1.5 text-[0.6875rem] leading-snug whitespace-nowrap text-white"
    >
      One winter night
    </span>
  );
}
