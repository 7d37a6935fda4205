import { Refusal } from "./refusal";

/** What opens a connection. */
export type Credential = { type: "token"; token: string } | { type: "ticket"; ticket: string };

/** What a client asks for when it opens a connection. */
export interface Handshake {
  credential: Credential;
  /** The cursor to go on from; `null` = from now on. */
  since: string | null;
}

/** The one subprotocol there is. */
export const subprotocol = "darkroom";

/** Bytes that a message of a client may have: it has nothing to say. */
export const mostPayload = 4 * 1024;

/** Where an access token stands among the subprotocols: browsers can send no other header. */
const bearer = "bearer.";

/** What a client asks for, by its address, its `Authorization` and its `Sec-WebSocket-Protocol`. Throws `Refusal`. */
export function readHandshake(
  { searchParams: query }: URL,
  authorization: string | null,
  protocols: string | null,
): Handshake {
  const offered = (protocols ?? "").split(",").map((one) => one.trim());
  const tokens = offered.filter((one) => one.startsWith(bearer)).map((one) => one.slice(bearer.length));
  if (protocols !== null && !offered.includes(subprotocol)) throw wrongSubprotocol();
  return { credential: credentialOf(query, authorization, tokens[0]), since: query.get("since") || null };
}

const wrongSubprotocol = () =>
  new Refusal(
    "wrong_subprotocol",
    `Offer the subprotocol “${subprotocol}”, and after it “${bearer}<access token>” where no header can be sent; or none.`,
  );

function credentialOf(
  query: URLSearchParams,
  authorization: string | null,
  offered: string | undefined,
): Credential {
  if (authorization !== null) {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw nobody();
    return { type: "token", token };
  }
  if (offered !== undefined) return { type: "token", token: offered };
  const ticket = query.get("ticket") ?? query.get("token") ?? query.get("access_token");
  if (ticket === null) throw nobody();
  // An access token has dots in it, a ticket has none.
  if (ticket.includes(".")) throw tokenInAddress();
  return { type: "ticket", ticket };
}

const nobody = () =>
  new Refusal(
    "unauthorized",
    `Send “Authorization: Bearer <access token>”, the subprotocols “${subprotocol}” and “${bearer}<access token>”, or a ticket of POST /api/ws-ticket as ?ticket=.`,
  );

/** Addresses end in logs. */
const tokenInAddress = () =>
  new Refusal(
    "token_in_address",
    "An access token does not belong into an address: ask POST /api/ws-ticket for a ticket, and send that.",
  );
