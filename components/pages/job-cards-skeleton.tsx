import { Film } from "@/components/sheet/film";
import { Skeleton } from "@/components/ui/skeleton";
import { cardGrid } from "./card-grid";

interface Props {
  cards?: number;
  /** What narrows the list is not there yet either: its place is kept. */
  hasFilters?: boolean;
}

/** Cards to be: as tall as they will be, with a film that nothing lies on. */
export function JobCardsSkeleton({ cards = 3, hasFilters = false }: Props) {
  return (
    <div aria-busy="true" className="@container">
      <span className="sr-only">Loading jobs</span>
      {hasFilters && <FiltersToBe />}
      <div className={cardGrid}>
        {Array.from({ length: cards }, (_, index) => (
          <div key={index} className="flex gap-3 rounded-card border bg-tray p-3 sm:flex-col sm:gap-4 sm:p-5">
            <div className="@container card-film w-20 shrink-0 self-start sm:w-full">
              <Film small>
                <div className="grid h-strip grid-cols-2 gap-1 px-1.5 sm:grid-cols-4 *:max-sm:nth-[n+3]:hidden">
                  {[1, 2, 3, 4].map((frame) => (
                    <div key={frame} className="rounded-frame bg-film-ink/12" />
                  ))}
                </div>
              </Film>
            </div>
            <div className="grid flex-1 content-start gap-3 sm:gap-4">
              <Skeleton className="h-6 w-2/3 sm:h-8" />
              <Skeleton className="h-4 w-1/2 sm:h-6" />
              <Skeleton className="h-4 w-full sm:h-5" />
              <Skeleton className="h-9 w-28 max-sm:hidden sm:mt-3" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

function FiltersToBe() {
  return (
    <div className="mb-6 flex flex-col gap-3 sm:mb-7 lg:flex-row lg:items-center lg:gap-5">
      <div className="flex min-w-0 gap-2 overflow-hidden lg:flex-1">
        {["w-16", "w-24", "w-28", "w-20", "w-20", "w-24"].map((width, index) => (
          <Skeleton key={index} className={`h-9 shrink-0 rounded-full ${width}`} />
        ))}
      </div>
      <div className="flex shrink-0 gap-2.5 lg:w-76 xl:w-92">
        <Skeleton className="h-10 flex-1" />
        <Skeleton className="h-10 w-22" />
      </div>
    </div>
  );
}
