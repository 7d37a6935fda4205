import { Skeleton } from "@/components/ui/skeleton";
import { cardGrid } from "./card-grid";

/** Cards to be. */
export function JobCardsSkeleton({ cards = 3 }: { cards?: number }) {
  return (
    <div aria-busy="true" className="@container">
      <span className="sr-only">Loading jobs</span>
      <div className={cardGrid}>
        {Array.from({ length: cards }, (_, index) => (
          <div key={index} className="flex gap-3 rounded-card border bg-tray p-3 sm:flex-col sm:gap-4 sm:p-5">
            <div className="h-21.5 w-20 shrink-0 rounded-control bg-film sm:h-20.5 sm:w-full" />
            <div className="grid flex-1 content-start gap-3 sm:gap-4">
              <Skeleton className="h-6 w-2/3 sm:h-8" />
              <Skeleton className="h-4 w-1/2" />
              <Skeleton className="h-4 w-full sm:h-9" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
