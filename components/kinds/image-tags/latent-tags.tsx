import { Film } from "@/components/sheet/film";
import { cn } from "@/components/ui/cn";
import { TagsToBe } from "./tag-frame";

const frames = 6;
/** So many lie beside each other on a phone. */
const framesOnPhone = 3;

/** What will come of it: a length of undeveloped film, with room for tags under every frame. */
export function LatentTags() {
  return (
    <Film className="latent-glow">
      <div aria-hidden className="grid grid-cols-3 gap-1.5 px-2.5 sm:grid-cols-6 sm:gap-2.5 sm:px-4.5">
        {Array.from({ length: frames }, (_, index) => (
          <div key={index} className={cn(index >= framesOnPhone && "hidden sm:block")}>
            <div className="aspect-square rounded-frame bg-white/4 bg-linear-to-br from-white/5 to-transparent" />
            <div className="mt-1.5">
              <TagsToBe number={index + 1} />
            </div>
          </div>
        ))}
      </div>
    </Film>
  );
}
