import { standBetween } from "./intercept-fetch";

/**
 * Answers every call to this place in this very process; all others go out. `answer` throws what `fetch` would throw
 * where there is no answer. `vi.restoreAllMocks()` ends it.
 */
export function answerCalls(place: string, answer: (request: Request) => Promise<Response>): void {
  standBetween((input, init, send) => {
    const url = input instanceof Request ? input.url : String(input);
    return url.startsWith(`${place}/`) ? answer(new Request(input, init)) : send();
  });
}
