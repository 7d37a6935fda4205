"use client";
import Link from "next/link";
import { hearsSentence, standingOf } from "@/components/copy/deliveries";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { EndpointView } from "@/lib/jobs/endpoint-view";

/** Endpoints, each a way to its own page. */
export function EndpointList({ endpoints }: { endpoints: readonly EndpointView[] }) {
  return (
    <Card aria-label="Endpoints" className="p-0 sm:p-0">
      <ul className="divide-y">
        {endpoints.map((endpoint) => (
          <EndpointRow key={endpoint.id} endpoint={endpoint} />
        ))}
      </ul>
    </Card>
  );
}

function EndpointRow({ endpoint }: { endpoint: EndpointView }) {
  const { word, tone } = standingOf(endpoint);
  return (
    <li className="relative flex transition-colors first:rounded-t-card last:rounded-b-card hover:bg-raised/60 flex-wrap items-center gap-x-4 gap-y-2 px-5 py-4 sm:px-6">
      <div className="min-w-0 flex-1 basis-60">
        <Link
          href={`/notifications/${endpoint.id}`}
          className="block truncate font-mono text-sm after:absolute after:inset-0"
        >
          {endpoint.url.replace("https://", "")}
        </Link>
        <p className="mt-1 text-sm text-soft">{hearsSentence(endpoint.events)}</p>
      </div>
      <Badge tone={tone}>{word}</Badge>
    </li>
  );
}
