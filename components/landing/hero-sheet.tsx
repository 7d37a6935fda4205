import { GhostShape } from "@/components/sheet/ghost-shape";
import { palettes } from "./palettes";
import { Portrait, type Palette } from "./portrait";

/** The contact sheet on the front page: eight drawn portraits that come up from red, one after the other. */
export function HeroSheet() {
  return (
    <div
      aria-hidden
      className="overflow-hidden rounded-sheet border border-black/40 bg-film shadow-lift dark:border-line/70"
    >
      <div className="sprockets m-2.5" />
      <div className="grid grid-cols-4 gap-1.5 px-2.5 sm:gap-2.5 sm:px-4.5">
        {palettes.map((palette, index) => (
          <HeroFrame key={palette.coat} palette={palette} index={index} />
        ))}
      </div>
      <div className="sprockets m-2.5" />
    </div>
  );
}

function HeroFrame({ palette, index }: { palette: Palette; index: number }) {
  const waits = index > 2;
  const lampAt = (index - 4) * 3 - 0.5;
  const pictureAt = lampAt + 3.2;
  return (
    <div className="relative aspect-3/4 overflow-hidden rounded-frame bg-ghost">
      {waits && <GhostShape ghost="person" className="absolute inset-0 size-full text-black opacity-30" />}
      <div
        className={waits ? "develop relative size-full" : "size-full"}
        style={waits ? { animationDelay: `${pictureAt}s` } : undefined}
      >
        <Portrait id={`hero-${index}`} palette={palette} />
      </div>
      {waits && (
        <div className="expose absolute inset-0" style={{ animationDelay: `${lampAt}s` }}>
          <div className="lamp absolute inset-0 mix-blend-hard-light" />
          <div className="band absolute inset-x-0 top-0 h-1/4" style={{ animationDelay: `${-index}s` }} />
        </div>
      )}
      <span className="absolute bottom-1 left-1.5 font-mono text-[0.625rem] text-edge">
        {String(index + 1).padStart(2, "0")}
      </span>
    </div>
  );
}
