/**
 * An answer that says how long it is. Next takes `content-length` from whatever a route answers, since `fetch` unpacks
 * bodies and leaves their old length beside them (next/dist/server/send-response.js). It knows the header by its small
 * letters, which are no different on the wire: so it is handed over in capitals. Where the length must not stay (another
 * Next, a platform that packs answers), it is taken away as before, and nothing else changes.
 */
export function withLength(body: BodyInit | null, init: ResponseInit, bytes: number): Response {
  const headers = new CapitalLength(init.headers);
  headers.set("content-length", String(bytes));
  const response = new Response(body, { ...init, headers });
  return Object.defineProperty(response, "headers", { value: headers });
}

class CapitalLength extends Headers {
  override forEach(each: (value: string, name: string, headers: Headers) => void): void {
    super.forEach((value, name) => each(value, name === "content-length" ? "Content-Length" : name, this));
  }
}
