"use client";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Trouble } from "@/components/session/trouble";
import { Button } from "@/components/ui/button";
import { addEndpoint, type EndpointFields } from "@/hooks/endpoint-requests";
import { mostEndpoints, useEndpoints } from "@/hooks/use-endpoints";
import type { EndpointView } from "@/lib/jobs/endpoint-view";
import { EndpointDialog } from "./endpoint-dialog";
import { EndpointList } from "./endpoint-list";
import { SecretDialog } from "./secret-dialog";

/** What is usually wanted: how jobs end. */
const usual: EndpointFields = { url: "", events: ["job.completed", "job.failed", "job.canceled"] };

/** Addresses of programs that are told of one's jobs. */
export function Webhooks({ initial }: { initial: EndpointView[] }) {
  const router = useRouter();
  const { endpoints, error, refresh } = useEndpoints(initial);
  const [isAdding, setIsAdding] = useState(false);
  const [added, setAdded] = useState<{ id: string; secret: string } | null>(null);

  async function add(fields: EndpointFields): Promise<void> {
    const endpoint = await addEndpoint(fields);
    setIsAdding(false);
    setAdded(endpoint);
    await refresh();
  }

  const hasSome = endpoints.length > 0;
  const isFull = endpoints.length >= mostEndpoints;
  return (
    <section aria-labelledby="webhooks" className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="max-w-160">
          <h2 id="webhooks" className="font-serif text-3xl">
            Webhooks
          </h2>
          <p className="mt-2 leading-relaxed text-pretty text-soft">
            For programs: a signed message to an address of yours when a job begins or ends.
          </p>
        </div>
        {hasSome && !isFull && <AddButton onClick={setIsAdding} />}
      </div>
      {error !== undefined && <Trouble error={error} onAgain={() => void refresh()} />}
      {!hasSome && (
        <div className="grid justify-items-center gap-3 rounded-card border border-dashed border-faint/60 px-6 py-12 text-center">
          <p className="font-serif text-3xl">Nobody listens yet</p>
          <p className="max-w-110 leading-relaxed text-soft">
            Give us an address, and it hears of a job’s end the moment that we know of it. What is not taken
            is sent again, for most of a day.
          </p>
          <div className="mt-2">
            <AddButton onClick={setIsAdding} look="primary" />
          </div>
        </div>
      )}
      {hasSome && <EndpointList endpoints={endpoints} />}
      {isFull && (
        <p className="text-sm text-soft">
          These are {mostEndpoints}, as many as there can be. Delete one to add another.
        </p>
      )}
      <EndpointDialog
        open={isAdding}
        title="Add an endpoint"
        verb="Add it"
        initial={usual}
        onSave={add}
        onClose={() => setIsAdding(false)}
      />
      <SecretDialog
        secret={added?.secret ?? null}
        onClose={() => {
          if (added) router.push(`/notifications/${added.id}`);
          setAdded(null);
        }}
      >
        Next you can send a test.
      </SecretDialog>
    </section>
  );
}

function AddButton({ onClick, look }: { onClick: (isAdding: true) => void; look?: "primary" }) {
  return (
    <Button look={look} onClick={() => onClick(true)}>
      <Plus aria-hidden />
      Add an endpoint
    </Button>
  );
}
