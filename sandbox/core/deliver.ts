import type { Deliver } from "./callback";

/** POSTs a callback: JSON, one try. @throws where it is not answered with a 2xx in time; a redirect is none */
export const deliverOverHttp: Deliver = async ({ url, text, headers, timeoutMs }) => {
  const response = await fetch(url, {
    method: "POST",
    headers,
    body: text,
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The webhook was answered with ${response.status}.`);
};
