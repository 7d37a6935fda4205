import { Film } from "@/components/sheet/film";

/** Frames to be. */
export function LibrarySkeleton() {
  return (
    <div aria-busy="true">
      <span className="sr-only">Loading images</span>
      <Film>
        <div
          aria-hidden
          className="grid grid-cols-2 gap-2 sm:gap-3 px-2.5 sm:grid-cols-4 sm:px-4.5 lg:grid-cols-6"
        >
          {Array.from({ length: 18 }, (_, index) => (
            <div key={index} className="mb-8 aspect-square rounded-frame bg-ghost" />
          ))}
        </div>
      </Film>
    </div>
  );
}
