import { doubling, type Repeats } from "../core/callback";
import type { World } from "../core/world";
import { unixSeconds } from "./timing";
import { standardWebhook } from "./webhook-signature";

/**
 * OpenAI repeats what is not answered with a 2xx for up to 72 hours, with exponential back-off (its guide on webhooks).
 * The figures are ours: 5 s at first, and the fifteenth, which is the last that fits, 45.5 hours after the event.
 */
const repeats: Repeats = { afterMs: doubling(5_000, 15), timeoutMs: 20_000 };

/** That something ended, told to the app. */
interface Event {
  id: number;
  where: string;
  /** What it is about, as on the wire. */
  about: string;
  /** Its name, or how to find it out once it is due. */
  type: string | (() => Promise<string>);
  startsAt: number;
  finishesAt: number;
}

/** Sends an event once it is due. Its body says no more than what happened to what; the object has to be fetched. */
export function expectEvent(world: World, { id, where, about, type, startsAt, finishesAt }: Event): void {
  const { app } = world;
  if (!app) return;
  world.callbacks.add({
    id,
    where: [where, "openai"],
    url: `${app.url}/api/webhooks/openai`,
    startsAt,
    finishesAt,
    headers: { "user-agent": "OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)" },
    body: async () => ({
      id: `evt_${id}`,
      object: "event",
      type: typeof type === "string" ? type : await type(),
      created_at: unixSeconds(finishesAt),
      data: { id: about },
    }),
    signature: standardWebhook(`wh_${id}`, app.webhookSecret),
    repeats,
  });
}
