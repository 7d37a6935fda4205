import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { StaticImageData } from "next/image";
import { wordsOf } from "@/components/kinds/words";
import { OwnPicture } from "@/components/ui/own-picture";
import { kindNames, type KindName } from "@/lib/jobs/kind-name";
import chat from "./answer.json";
import imageTags from "./image_tags.webp";
import photoshoot from "./photoshoot.webp";
import productCard from "./product_card.webp";
import sora from "./sora.webp";
import storyVideo from "./story_video.webp";

/** What the simulated providers make of the demonstration's jobs: pictures, but for the kind that writes. */
const pictures = {
  photoshoot,
  sora,
  product_card: productCard,
  chat: null,
  image_tags: imageTags,
  story_video: storyVideo,
} as const satisfies Record<KindName, StaticImageData | null>;

/** Every kind with a result of the demonstration, for whoever has none of their own. `isFirst` where nothing larger is on the page. */
export function KindSamples({ isSignedIn, isFirst }: { isSignedIn: boolean; isFirst: boolean }) {
  return (
    <figure className="grid gap-4">
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {kindNames.map((kind, index) => (
          <li key={kind}>
            <Link
              href={isSignedIn ? `/new/${kind}` : `/sign-in?next=/new/${kind}`}
              className="group grid h-full content-start overflow-hidden rounded-card border bg-tray text-left transition-colors hover:border-safelight"
            >
              <Sample kind={kind} isFirst={isFirst && index === 0} />
              <span className="grid gap-1.5 p-5">
                <span className="flex items-center justify-between gap-4 font-serif text-2xl">
                  {wordsOf(kind).name}
                  <ArrowRight
                    aria-hidden
                    className="size-4.5 shrink-0 text-safelight transition-transform duration-300 group-hover:translate-x-1"
                  />
                </span>
                <span className="text-[0.9375rem] leading-relaxed text-soft">{wordsOf(kind).line}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <figcaption className="text-sm text-soft">
        The samples were made by the simulated providers that come with Darkroom.
      </figcaption>
    </figure>
  );
}

/** What is on the six images of the sample, as tags would say it. */
const tags = [
  "hills, morning",
  "sea, fog",
  "dunes, sun",
  "forest, blue sky",
  "city, skyline",
  "mountains, dusk",
];

function Sample({ kind, isFirst }: { kind: KindName; isFirst: boolean }) {
  const picture = pictures[kind];
  if (picture === null) return <Written />;
  const { src, width, height } = picture;
  return (
    <span className="relative block border-b bg-film">
      <OwnPicture
        src={src}
        alt=""
        width={width}
        height={height}
        {...(isFirst ? { fetchPriority: "high" } : { loading: "lazy", decoding: "async" })}
        className="aspect-3/2 h-auto w-full object-cover"
      />
      {kind === "image_tags" && <Tags />}
      {kind === "story_video" && <Caption />}
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

/** Words at the foot of the picture, as the film has them. */
function Caption() {
  return (
    <span
      aria-hidden
      className="absolute inset-x-0 bottom-0 bg-linear-to-t from-black/85 to-transparent px-4 pt-8 pb-2.5 text-center text-[0.8125rem] leading-snug text-white"
    >
      Old Marta keeps the lighthouse at the end of the bay.
    </span>
  );
}

/** The beginning of an answer, on the piece of film that pictures have: whole lines of it. */
function Written() {
  const [heading = "", , opening = ""] = chat.answer;
  return (
    <span
      aria-hidden
      className="grid aspect-3/2 content-center gap-2.5 overflow-hidden border-b bg-film px-5 text-film-ink"
    >
      <span className="line-clamp-2 text-[0.8125rem] leading-normal text-edge">{chat.question}</span>
      <span className="font-serif text-xl leading-tight">{heading.replace(/^#+ /, "")}</span>
      <span className="line-clamp-3 text-[0.8125rem] leading-normal">{opening}</span>
    </span>
  );
}
