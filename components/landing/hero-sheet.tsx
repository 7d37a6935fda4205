import editorial from "@/components/samples/style-editorial.webp";
import film from "@/components/samples/style-film.webp";
import outdoors from "@/components/samples/style-outdoors.webp";
import studio from "@/components/samples/style-studio.webp";
import { Film } from "@/components/sheet/film";
import { GhostShape } from "@/components/sheet/ghost-shape";
import { cn } from "@/components/ui/cn";
import { OwnPicture } from "@/components/ui/own-picture";

const portraits = [studio, outdoors, editorial, film] as const;

/** How far each frame is: the sheet is seen in the midst of its work, and stays there. */
const states = [
  "developed",
  "developed",
  "developed",
  "coming",
  "exposed",
  "lit",
  "latent",
  "latent",
] as const satisfies readonly string[];

type State = (typeof states)[number];

/** The contact sheet on the front page, mid-development: some portraits are there, one comes up, others wait in the dark. */
export function HeroSheet() {
  return (
    <div aria-hidden>
      <Film className="shadow-lift">
        <div className="grid grid-cols-4 gap-1.5 px-2.5 sm:gap-2.5 sm:px-4.5">
          {states.map((state, index) => (
            <HeroFrame key={index} index={index} state={state} />
          ))}
        </div>
      </Film>
    </div>
  );
}

function HeroFrame({ index, state }: { index: number; state: State }) {
  const isThere = state === "developed" || state === "coming";
  const isUnderLight = state === "exposed" || state === "lit";
  return (
    <div className="relative aspect-3/4 overflow-hidden rounded-frame bg-ghost text-black">
      {isThere && (
        <div className={state === "coming" ? "develop size-full" : "size-full"}>
          <Portrait index={index} />
        </div>
      )}
      {state === "coming" && <div className="lit develop-veil absolute inset-0" />}
      {state === "exposed" && (
        <div className="size-full brightness-110 contrast-110 grayscale">
          <Portrait index={index} />
        </div>
      )}
      {state === "exposed" && <div className="lamp absolute inset-0 opacity-90 mix-blend-multiply" />}
      {state === "exposed" && <div className="absolute inset-0 bg-film-glow/45 mix-blend-screen" />}
      {state === "lit" && <div className="lamp absolute inset-0 opacity-80" />}
      {!isThere && state !== "exposed" && (
        <GhostShape
          ghost="person"
          className={state === "lit" ? "relative size-full opacity-50" : "size-full opacity-30"}
        />
      )}
      {isUnderLight && (
        <div className="band absolute inset-x-0 top-0 h-1/4" style={{ animationDelay: `${-index}s` }} />
      )}
      <span className="absolute bottom-1 left-1.5 font-mono text-[0.625rem] text-edge drop-shadow-[0_1px_2px_rgb(0_0_0/0.9)]">
        {String(index + 1).padStart(2, "0")}A
      </span>
    </div>
  );
}

/** One sitter in every style; after the last of them the first again, seen from the other side. */
function Portrait({ index }: { index: number }) {
  const { src, width, height } = portraits[index % portraits.length] ?? portraits[0];
  return (
    <OwnPicture
      src={src}
      alt=""
      width={width}
      height={height}
      className={cn("size-full object-cover", index >= portraits.length && "-scale-x-100")}
    />
  );
}
