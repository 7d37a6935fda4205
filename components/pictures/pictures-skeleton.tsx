import { Film } from "@/components/sheet/film";

/** Pictures to be. */
export function PicturesSkeleton() {
  return (
    <div aria-busy="true">
      <span className="sr-only">Loading pictures</span>
      <Film>
        <div aria-hidden className="grid grid-cols-2 gap-3.5 px-2.5 pt-15 sm:grid-cols-4 sm:px-4.5">
          {Array.from({ length: 8 }, (_, index) => (
            <div key={index} className="aspect-3/4 rounded-frame bg-ghost" />
          ))}
        </div>
      </Film>
    </div>
  );
}
