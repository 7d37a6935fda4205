import type { Deliver } from "./callbacks";

/** POSTs a callback as Astria does: JSON, no signature, no second try, whatever the answer; at most 30 s. */
export const deliverOverHttp: Deliver = async ({ url, body }) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": "Astria" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  await response.body?.cancel();
};
