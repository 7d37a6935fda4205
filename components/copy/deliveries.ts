import type { DeliveryView, EndpointEvent, EndpointView } from "@/lib/jobs/endpoint-view";

type Tone = "active" | "done" | "fail" | "plain";

/** What an endpoint can be told, as one would choose it. */
export const eventWords = {
  "job.completed": "A job is done",
  "job.failed": "A job failed",
  "job.canceled": "A job was canceled",
  "job.created": "A job was started",
} as const satisfies Record<EndpointEvent, string>;

const shortWords = {
  "job.completed": "is done",
  "job.failed": "fails",
  "job.canceled": "is canceled",
  "job.created": "is started",
} as const satisfies Record<EndpointEvent, string>;

/** "Hears when a job is done, fails or is canceled." */
export function hearsSentence(events: readonly EndpointEvent[]): string {
  const words = events.map((event) => shortWords[event]);
  const last = words.pop();
  if (last === undefined) return "Hears nothing.";
  return `Hears when a job ${words.length === 0 ? last : `${words.join(", ")} or ${last}`}.`;
}

/** How an endpoint stands, as one word and its colour. */
export function standingOf(endpoint: Pick<EndpointView, "enabled" | "disabledReason">): {
  word: string;
  tone: Tone;
} {
  if (endpoint.enabled) return { word: "On", tone: "done" };
  return endpoint.disabledReason === null
    ? { word: "Paused", tone: "plain" }
    : { word: "Turned off", tone: "fail" };
}

/** What a delivery tells. */
export function toldOf({ type }: Pick<DeliveryView, "type">): string {
  return type === "test" ? "A test" : eventWords[type];
}

/** Where a delivery stands, as one word and its colour. To an endpoint that is paused nothing is on its way. */
export function fateOf(
  { state, tries }: Pick<DeliveryView, "state" | "tries">,
  isPaused: boolean,
): { word: string; tone: Tone } {
  switch (state) {
    case "waiting":
      if (isPaused) return { word: "Waits", tone: "plain" };
      return { word: tries === 0 ? "On its way" : "Trying again", tone: "active" };
    case "delivered":
      return { word: "Delivered", tone: "done" };
    case "failed":
      return { word: "Not delivered", tone: "fail" };
  }
}

/** "Answered 200 at the first try." What came of the tries so far; `null` before the first. */
export function triesSentence({ state, status, tries }: DeliveryView): string | null {
  if (tries === 0) return state === "failed" ? "Never sent." : null;
  const answer = status === null ? "No answer" : `Answered ${status}`;
  if (state === "delivered") return `${answer} at ${tries === 1 ? "the first try" : `try ${tries}`}.`;
  return `${answer}. Tried ${tries === 1 ? "once" : `${tries} times`}${state === "failed" ? ", and given up" : ""}.`;
}
