"use client";
import Link from "next/link";
import { hearsSentence, standingOf } from "@/components/copy/deliveries";
import { Trouble } from "@/components/session/trouble";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Note } from "@/components/ui/note";
import { When } from "@/components/ui/when";
import { useEndpointActions, useEndpoints } from "@/hooks/use-endpoints";
import type { EndpointView } from "@/lib/jobs/endpoint-view";
import { DeliveryList } from "./delivery-list";
import { EndpointActions } from "./endpoint-actions";
import { Offline } from "./offline";

/** One endpoint: how it stands, what can be done with it, and what was sent to it. */
export function EndpointPage({ id, initial }: { id: string; initial: EndpointView[] }) {
  const { endpoints, error, refresh } = useEndpoints(initial);
  const actions = useEndpointActions(id);
  const endpoint = endpoints.find((each) => each.id === id);
  if (!endpoint) return <Gone />;
  const { word, tone } = standingOf(endpoint);
  const { disabledReason, disabledAt, oldSecretUntil } = endpoint;
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20.75rem] lg:gap-x-6.5">
      <div className="grid gap-6 lg:col-span-2">
        <header>
          <nav aria-label="Breadcrumb" className="text-sm text-soft">
            <Link href="/notifications" className="hover:text-ink">
              Notifications
            </Link>{" "}
            / Webhook
          </nav>
          <h1 className="mt-1 font-serif text-[2.5rem] leading-[1.08] tracking-tight wrap-anywhere sm:text-5xl">
            {new URL(endpoint.url).host}
          </h1>
          <div className="mt-4 flex flex-wrap items-center gap-x-3.5 gap-y-2 text-[0.9375rem] text-soft">
            <Badge tone={tone}>{word}</Badge>
            <span className="min-w-0 font-mono text-sm wrap-anywhere">{endpoint.url}</span>
          </div>
        </header>
        <output className="grid gap-3 empty:hidden">
          <Offline />
          {error !== undefined && <Trouble error={error} onAgain={() => void refresh()} />}
          {disabledReason !== null && (
            <Note tone="fail">
              Turned off{" "}
              {disabledAt !== null && (
                <>
                  on <When at={disabledAt} as="day" />
                </>
              )}
              . {disabledReason} Nothing is sent to it until you turn it on again.
            </Note>
          )}
          {oldSecretUntil !== null && (
            <Note>
              The secret before this one is still good until <When at={oldSecretUntil} as="day" />: until then
              messages are signed with both.
            </Note>
          )}
        </output>
      </div>
      <div className="grid content-start gap-4 lg:col-start-2">
        <Card aria-label="What it is told" className="grid gap-1.5 text-[0.9375rem]">
          <p>{hearsSentence(endpoint.events)}</p>
          <p className="text-sm text-soft">
            Added <When at={endpoint.createdAt} as="ago" />
          </p>
        </Card>
        <EndpointActions endpoint={endpoint} actions={actions} onChanged={refresh} />
      </div>
      <div className="min-w-0 lg:col-start-1 lg:row-start-2">
        <DeliveryList endpointId={id} isPaused={!endpoint.enabled} />
      </div>
    </div>
  );
}

function Gone() {
  return (
    <Note tone="warm">
      This endpoint is gone.{" "}
      <Link
        href="/notifications"
        className="font-medium underline decoration-faint underline-offset-4 hover:decoration-safelight"
      >
        Back to your notifications
      </Link>
    </Note>
  );
}
