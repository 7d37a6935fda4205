"use client";
import { useRef, useState } from "react";
import { eventWords } from "@/components/copy/deliveries";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot, DialogMiddle } from "@/components/ui/dialog";
import { Field, FieldNote } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Note } from "@/components/ui/note";
import { Tick } from "@/components/ui/tick";
import { ApiError, errorSentence } from "@/hooks/api";
import type { EndpointFields } from "@/hooks/endpoint-requests";
import { endpointEvents } from "@/lib/jobs/endpoint-view";

interface Props {
  open: boolean;
  title: string;
  /** The verb of its button. */
  verb: string;
  /** Another one for every opening makes the fields new. */
  initial: EndpointFields;
  /** Throws `ApiError`, which is shown, and what was written stays. */
  onSave: (fields: EndpointFields) => Promise<void>;
  onClose: () => void;
}

/** Where to send what. */
export function EndpointDialog({ open, title, onClose, ...rest }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <EndpointForm onClose={onClose} {...rest} />
    </Dialog>
  );
}

function EndpointForm({ verb, initial, onSave, onClose }: Omit<Props, "open" | "title">) {
  const [url, setUrl] = useState(initial.url);
  const [events, setEvents] = useState<readonly string[]>(initial.events);
  const [wasTried, setWasTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const field = useRef<HTMLInputElement>(null);
  const chosen = endpointEvents.filter((event) => events.includes(event));
  const refusedUrl = isAboutUrl(error) ? error.message : null;
  const missingUrl = url.trim() === "" ? "Say where messages are to go." : null;
  const missingEvents = chosen.length === 0 ? "Choose at least one." : null;

  async function save(): Promise<void> {
    setWasTried(true);
    if (missingUrl !== null) return field.current?.focus();
    if (missingEvents !== null || isBusy) return;
    setIsBusy(true);
    setError(undefined);
    try {
      await onSave({ url: url.trim(), events: chosen });
    } catch (failure) {
      setError(failure);
      setIsBusy(false);
      if (isAboutUrl(failure)) field.current?.focus();
    }
  }

  return (
    <form
      noValidate
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <DialogMiddle>
        <div className="grid gap-6">
          <Field
            id="endpoint-url"
            label="Address"
            hint="Of a receiver that is public and has a certificate: https, on its usual port."
            problem={wasTried ? (missingUrl ?? refusedUrl) : null}
          >
            <Input
              id="endpoint-url"
              ref={field}
              type="url"
              inputMode="url"
              autoComplete="off"
              placeholder="https://example.com/darkroom"
              value={url}
              aria-invalid={wasTried && (missingUrl ?? refusedUrl) !== null}
              aria-describedby="endpoint-url-note"
              onChange={({ target }) => setUrl(target.value)}
            />
          </Field>
          <fieldset className="grid gap-3" aria-describedby="endpoint-events-note">
            <legend className="mb-3 text-sm font-medium">Send a message when</legend>
            {endpointEvents.map((event) => (
              <Tick
                key={event}
                label={eventWords[event].replace(/^A/, "a")}
                isOn={events.includes(event)}
                onChange={(isOn) =>
                  setEvents(isOn ? [...events, event] : events.filter((each) => each !== event))
                }
              />
            ))}
            <FieldNote id="endpoint-events-note" problem={wasTried ? missingEvents : null} />
          </fieldset>
        </div>
      </DialogMiddle>
      <DialogFoot>
        {error !== undefined && refusedUrl === null && (
          <Note tone="fail" role="alert">
            {errorSentence(error)}
          </Note>
        )}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-busy={isBusy}>
            {isBusy ? "One moment" : verb}
          </Button>
        </div>
      </DialogFoot>
    </form>
  );
}

function isAboutUrl(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === "invalid_url";
}
