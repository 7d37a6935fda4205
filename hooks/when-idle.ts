/** Calls `work` once the page has loaded and has nothing else to do, unless what it returns is called before. */
export function whenIdle(work: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const begin = () => {
    if (!signal.aborted) work();
  };
  const wait = () => {
    // Safari has no idle moments to tell of.
    if ("requestIdleCallback" in window) window.requestIdleCallback(begin);
    else setTimeout(begin, 1_000);
  };
  if (document.readyState === "complete") wait();
  else window.addEventListener("load", wait, { once: true, signal });
  return () => stop.abort();
}
