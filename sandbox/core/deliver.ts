import type { Deliver } from "./callbacks";

/** POSTs a callback: JSON, no second try, whatever the answer; at most 30 s. */
export const deliverOverHttp: Deliver = async ({ url, text, headers }) => {
  const response = await fetch(url, {
    method: "POST",
    headers,
    body: text,
    signal: AbortSignal.timeout(30_000),
  });
  await response.body?.cancel();
};
