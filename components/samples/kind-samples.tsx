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
              <Sample picture={pictures[kind]} isFirst={isFirst && index === 0} />
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

function Sample({ picture, isFirst }: { picture: StaticImageData | null; isFirst: boolean }) {
  if (picture === null) return <Written />;
  const { src, width, height } = picture;
  return (
    <OwnPicture
      src={src}
      alt=""
      width={width}
      height={height}
      {...(isFirst ? { fetchPriority: "high" } : { loading: "lazy", decoding: "async" })}
      className="aspect-3/2 h-auto w-full border-b bg-film object-cover"
    />
  );
}

/** The beginning of an answer, on the piece of film that pictures have. */
function Written() {
  return (
    <span aria-hidden className="block aspect-3/2 overflow-hidden border-b bg-film p-5 text-film-ink">
      <span className="block text-[0.8125rem] text-edge">{chat.question}</span>
      {chat.answer.map((paragraph) => (
        <span
          key={paragraph}
          className="mt-2.5 block text-[0.8125rem] leading-relaxed nth-2:font-serif nth-2:text-xl"
        >
          {paragraph.replace(/^#+ /, "")}
        </span>
      ))}
    </span>
  );
}
