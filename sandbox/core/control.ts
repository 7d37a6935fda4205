import { http, type HttpHandler } from "msw";
import { z } from "zod";
import { FaultSyntaxError } from "./parse-faults";
import type { World } from "./world";

const FaultsBody = z.object({ faults: z.string() });

/** `/__sandbox/…`: read and empty the journal, show and set the faults, see the uploads. Never journaled, never faulty. */
export function controlHandlers({ journal, faults, uploads }: World): HttpHandler[] {
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
