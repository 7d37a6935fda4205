/** Why nobody is let in: what is said over plain HTTP, before there is a WebSocket. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: keyof typeof table,
    detail: string,
  ) {
    super(detail);
  }
}

/** What HTTP has for each of them. */
const table = {
  invalid_cursor: { status: 400, title: "Bad request" },
  wrong_handshake: { status: 400, title: "Bad request" },
  wrong_subprotocol: { status: 400, title: "Bad request" },
  unauthorized: { status: 401, title: "Not signed in", headers: { "www-authenticate": "Bearer" } },
  token_in_address: { status: 401, title: "Not signed in", headers: { "www-authenticate": "Bearer" } },
  not_found: { status: 404, title: "Not found" },
  too_old: { status: 410, title: "Gone" },
  upgrade_required: {
    status: 426,
    title: "Upgrade required",
    headers: { upgrade: "websocket", connection: "Upgrade" },
  },
  too_many_listeners: { status: 429, title: "Too many", headers: { "retry-after": "30" } },
  internal: { status: 500, title: "Our fault" },
  unavailable: { status: 503, title: "Not answering", headers: { "retry-after": "3" } },
} as const satisfies Record<string, Answered>;

interface Answered {
  status: number;
  title: string;
  headers?: Record<string, string>;
}

/** A refusal as problem+json (RFC 9457): what all our errors are. */
export function answerTo({ code, message }: Refusal): {
  status: number;
  headers: Record<string, string>;
  body: string;
} {
  const { status, title, headers }: Answered = table[code];
  const body = JSON.stringify({ type: `/problems/${code}`, title, status, detail: message, code });
  const own = { "content-type": "application/problem+json", "cache-control": "no-store" };
  return { status, headers: { ...own, ...headers }, body };
}
