"use client";
import { Trouble } from "@/components/session/trouble";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { useDeliveries } from "@/hooks/use-deliveries";
import { DeliveryRow } from "./delivery-row";

/** What was sent to an endpoint, newest first, with what was answered. */
export function DeliveryList({ endpointId, isPaused }: { endpointId: string; isPaused: boolean }) {
  const { deliveries, error, refresh, hasMore, isLoadingMore, more, resend, resending, problem } =
    useDeliveries(endpointId);
  return (
    <section aria-labelledby="deliveries" className="grid gap-4">
      <h2 id="deliveries" className="font-serif text-3xl">
        Deliveries
      </h2>
      {error !== undefined && (
        <Trouble
          error={error}
          rest={deliveries !== undefined && "This is what we knew."}
          onAgain={() => void refresh()}
        />
      )}
      {problem !== null && (
        <p role="alert" className="text-sm text-fail-ink">
          {problem}
        </p>
      )}
      {deliveries === undefined && error === undefined && (
        <div aria-busy="true" className="grid gap-3">
          <span className="sr-only">Loading deliveries</span>
          <Skeleton className="h-24 rounded-card" />
          <Skeleton className="h-24 rounded-card" />
        </div>
      )}
      {deliveries?.length === 0 && (
        <p className="rounded-card border border-dashed border-faint/60 px-6 py-10 text-center leading-relaxed text-soft">
          Nothing was sent yet. A test shows whether messages come through.
        </p>
      )}
      {deliveries !== undefined && deliveries.length > 0 && (
        <Card aria-label="Messages" className="p-0 sm:p-0">
          <ul className="divide-y">
            {deliveries.map((delivery) => (
              <DeliveryRow
                key={delivery.id}
                delivery={delivery}
                isPaused={isPaused}
                isBusy={resending === delivery.id}
                onResend={() => void resend(delivery.id)}
              />
            ))}
          </ul>
        </Card>
      )}
      {hasMore && (
        <Button
          className="justify-self-center"
          aria-disabled={isLoadingMore}
          onClick={() => isLoadingMore || more()}
        >
          {isLoadingMore ? "Looking for older ones" : "Show older ones"}
        </Button>
      )}
    </section>
  );
}
