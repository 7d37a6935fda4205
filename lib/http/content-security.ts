import { isDevelopment } from "@/lib/env";
import { realtimeOrigin } from "./live-transport";

/** What our pages may load: themselves, scripts with this request's nonce, pictures made in the page. */
export function contentSecurityPolicy(nonce: string): string {
  const connected = ["'self'", ...(isDevelopment ? ["ws:"] : []), realtimeOrigin() ?? ""].join(" ").trim();
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // Written out: with strict-dynamic, a browser that falls back to script-src may refuse our own worker.
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src ${connected}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
