"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { changeEndpoint, type EndpointFields } from "@/hooks/endpoint-requests";
import type { useEndpointActions } from "@/hooks/use-endpoints";
import type { EndpointView } from "@/lib/jobs/endpoint-view";
import { EndpointDialog } from "./endpoint-dialog";
import { SecretDialog } from "./secret-dialog";

interface Props {
  endpoint: EndpointView;
  actions: ReturnType<typeof useEndpointActions>;
  onChanged: () => Promise<unknown>;
}

/** What its owner can do with an endpoint. */
export function EndpointActions({ endpoint, actions, onChanged }: Props) {
  const router = useRouter();
  const { busy, problem } = actions;
  const [secret, setSecret] = useState<string | null>(null);
  const [isEditing, setIsEditing] = useState(false);
  const isBusy = busy !== null;
  const { enabled, disabledReason } = endpoint;

  async function save(fields: EndpointFields): Promise<void> {
    await changeEndpoint(endpoint.id, fields);
    await onChanged();
    setIsEditing(false);
  }
  async function rotate(): Promise<void> {
    setSecret((await actions.rotate())?.secret ?? null);
  }
  async function remove(): Promise<void> {
    if (await actions.remove()) router.push("/notifications");
  }

  return (
    <div className="grid gap-2.5">
      <div className="grid grid-cols-2 gap-2.5">
        <Button
          look={enabled ? "primary" : "secondary"}
          className="col-span-2"
          aria-disabled={isBusy}
          onClick={() => isBusy || void actions.test()}
        >
          {busy === "test" ? "Sending" : "Send a test"}
        </Button>
        <Button onClick={() => setIsEditing(true)}>Edit</Button>
        <Button
          look={enabled ? "secondary" : "primary"}
          aria-disabled={isBusy}
          onClick={() => isBusy || void actions.setEnabled(!enabled)}
        >
          {enabled ? "Pause" : disabledReason === null ? "Resume" : "Turn on"}
        </Button>
        <AlertDialog
          trigger={<Button aria-disabled={isBusy}>Rotate secret</Button>}
          title="Rotate the secret?"
          text="There will be a new one. The present one stays good for 24 hours, in which messages are signed with both."
          keep="Keep it"
          confirm="Rotate it"
          onConfirm={() => void rotate()}
        />
        <AlertDialog
          trigger={<Button aria-disabled={isBusy}>Delete</Button>}
          title="Delete this endpoint?"
          text="Nothing more is sent to it, and what was sent to it is forgotten."
          keep="Keep it"
          confirm="Delete it"
          onConfirm={() => void remove()}
        />
      </div>
      {problem !== null && (
        <p role="alert" className="text-sm text-fail-ink">
          {problem}
        </p>
      )}
      <EndpointDialog
        open={isEditing}
        title="Edit the endpoint"
        verb="Save"
        initial={{ url: endpoint.url, events: endpoint.events }}
        onSave={save}
        onClose={() => setIsEditing(false)}
      />
      <SecretDialog secret={secret} onClose={() => setSecret(null)}>
        The one before it stays good for 24 hours.
      </SecretDialog>
    </div>
  );
}
