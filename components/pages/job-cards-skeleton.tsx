import { Skeleton } from "@/components/ui/skeleton";

/** Cards to be. */
export function JobCardsSkeleton({ cards = 3 }: { cards?: number }) {
  return (
    <div aria-busy="true" className="@container">
      <span className="sr-only">Loading jobs</span>
      <div className="grid gap-4 @xl:grid-cols-2 @4xl:grid-cols-3">
        {Array.from({ length: cards }, (_, index) => (
          <div key={index} className="grid gap-4 rounded-card border bg-tray p-5">
            <div className="h-23 rounded-control bg-film" />
            <Skeleton className="h-7 w-2/3" />
            <Skeleton className="h-4 w-1/3" />
            <Skeleton className="h-9 w-full" />
          </div>
        ))}
      </div>
    </div>
  );
}
