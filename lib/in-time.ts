/**
 * Does something that ends after so many milliseconds, whatever becomes of it: its signal is aborted then, and nobody waits
 * for it any longer. A signal alone is not enough: whoever copies a request on its way may lose it, or let it be collected.
 * Throws a `TimeoutError` (DOMException) once its time is over.
 */
export async function inTime<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new DOMException("The operation was aborted due to timeout", "TimeoutError");
    controller.abort(error);
    late.reject(error);
  }, ms);
  try {
    return await Promise.race([work(controller.signal), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
