import { z } from "zod";
import { endpointEvents } from "@/lib/jobs/endpoint-view";
import { readBodyAs } from "./body";
import { parseQuery } from "./parse-query";

const Events = z
  .array(z.enum(endpointEvents))
  .min(1, "Choose at least one event.")
  .max(endpointEvents.length)
  .transform((events) => [...new Set(events)]);

const Addition = z.strictObject({ url: z.string(), events: Events });

/** An endpoint that is to be added: `{"url", "events"}`. Throws `BadRequest`. */
export function readNewEndpoint(request: Request): Promise<z.infer<typeof Addition>> {
  return readBodyAs(request, Addition, "invalid_endpoint");
}

const Change = z
  .strictObject({ url: z.string().optional(), events: Events.optional(), enabled: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, "Say what is to be changed: url, events or enabled.");

/** What is to be changed of an endpoint: `{"url"?, "events"?, "enabled"?}`. Throws `BadRequest`. */
export function readEndpointChange(request: Request): Promise<z.infer<typeof Change>> {
  return readBodyAs(request, Change, "invalid_endpoint");
}

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).optional(),
});

/** The page of a list of deliveries. Throws `BadRequest`. */
export function parseDeliveriesQuery(request: Request): z.infer<typeof Page> {
  return parseQuery(request, Page);
}
