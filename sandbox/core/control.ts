import { http, type HttpHandler } from "msw";
import { z } from "zod";
import { FaultSyntaxError } from "./parse-faults";
import type { World } from "./world";

const FaultsBody = z.object({ faults: z.string() });

/** `passMs`: what passes at once of a time that stands still. */
const ClockBody = z.object({ stopped: z.boolean(), passMs: z.number().min(0).default(0) });

/**
 * `/__sandbox/…`: read and empty the journal, show and set the faults, stop the clock, see the uploads. Never journaled, never
 * faulty.
 */
export function controlHandlers({ clock, journal, faults, uploads }: World): HttpHandler[] {
  return [
    http.get("*/__sandbox/requests", () => Response.json(journal.report())),
    http.delete("*/__sandbox/requests", () => {
      journal.clear();
      return Response.json(journal.report());
    }),
    http.get("*/__sandbox/faults", () => Response.json({ faults: faults.text })),
    http.put("*/__sandbox/faults", async ({ request }) => {
      const text = readFaults(await request.text());
      if (text === null)
        return Response.json({ error: 'Expected plain text or {"faults": "…"}.' }, { status: 422 });
      try {
        faults.set(text);
      } catch (error) {
        if (!(error instanceof FaultSyntaxError)) throw error;
        return Response.json({ error: error.message }, { status: 422 });
      }
      return Response.json({ faults: faults.text });
    }),
    http.get("*/__sandbox/clock", () => Response.json({ now: clock.now(), stopped: clock.isStopped })),
    http.put("*/__sandbox/clock", async ({ request }) => {
      const read = ClockBody.safeParse(await request.json().catch(() => null));
      if (!read.success)
        return Response.json(
          { error: 'Expected {"stopped": true or false, "passMs"?: …}.' },
          { status: 422 },
        );
      if (read.data.stopped) clock.stop(read.data.passMs);
      else clock.goOn();
      return Response.json({ now: clock.now(), stopped: clock.isStopped });
    }),
    http.get("*/__sandbox/uploads", () => Response.json(uploads.report())),
  ];
}

function readFaults(body: string): string | null {
  if (!/^\s*[{["]/.test(body)) return body.trim();
  try {
    return FaultsBody.parse(JSON.parse(body)).faults.trim();
  } catch {
    return null;
  }
}
