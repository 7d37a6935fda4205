import { createHmac, randomUUID } from "node:crypto";
import { callbackToken } from "@/lib/providers/callback-token";
import { diceOf, type Dice } from "../lying/dice";
import { actionBody, endpointBody, formBody, jsonBody, libraryBody, type Sent } from "./bodies";
import type { Call } from "./wire";
import * as words from "./words";

/** A page or a route handler. */
export interface AppRoute {
  /** As the folders of `app/` spell it, without groups: `/api/jobs/[id]`. */
  path: string;
  isApi: boolean;
  /** The methods that it answers, as it says itself. */
  methods: readonly string[];
}

/** What is real in the stack, so that some of each call is right and the rest of it is reached. */
export interface Known {
  routes: readonly AppRoute[];
  /** What fits in place of a part of a path, by its name in the route. */
  params: Readonly<Record<string, readonly string[]>>;
  bearers: readonly string[];
  /** Cookie headers of sessions, and what the cookie is called. */
  cookies: readonly string[];
  sessionName: string;
  cronKey: string;
  webhookSecret: string;
  openaiSecret: string;
  /** Ids of the server actions on the sign-in page. */
  actions: readonly string[];
}

type Headers = Array<readonly [name: string, value: string]>;

/** The call of this number: the same for the same seed, but for what is real. */
export function callOf(seed: string, number: number, known: Known): Call {
  const dice = diceOf(seed, number);
  const route = dice.pick(known.routes.filter(({ isApi }) => isApi || dice.chance(0.4)));
  const own = route.methods.filter((method) => method !== "OPTIONS");
  const method = dice.pick(dice.chance(0.2) ? words.methods : own);
  const isWrite = ["POST", "PATCH", "DELETE"].includes(method);
  const sent = isWrite || dice.chance(0.05) ? bodyOf(route, method, dice, known) : null;
  const headers = [...whoAsks(route, dice, known), ...oddHeaders(dice)];
  if (sent?.type) headers.push(["content-type", sent.type]);
  if (sent && route.path.includes("webhooks") && dice.chance(0.5)) headers.push(...signed(sent.body, known));
  if (sent && !route.isApi && dice.chance(0.3)) headers.push(["next-action", dice.pick(known.actions)]);
  return { method, target: targetOf(route, dice, known), headers, body: sent?.body ?? null };
}

function targetOf(route: AppRoute, dice: Dice, known: Known): string {
  const path = route.path.replace(/\[+(?:\.{3})?(\w+)\]+/g, (_whole, name: string) => {
    const right = known.params[name] ?? [];
    return dice.pick(dice.chance(0.5) && right.length > 0 ? right : words.segments);
  });
  const more = dice.chance(0.1) ? `/${dice.pick(words.segments)}` : "";
  const ending = dice.chance(0.03) ? dice.pick(["/", "//", "%", "?", "#x", "\\", ";", "%20", "?%ff"]) : "";
  const form = dice.chance(0.02) ? dice.pick(["http://evil.test", "//", "/.", "/api/..", "x"]) : "";
  return `${form}${path}${more}${queryOf(route, dice, known)}${ending}`;
}

function queryOf(route: AppRoute, dice: Dice, known: Known): string {
  const pairs = Array.from({ length: dice.chance(0.5) ? dice.between(1, 4) : 0 }, () => {
    const pair = `${dice.pick(words.queryNames)}=${dice.pick(words.queryValues)}`;
    return dice.chance(0.15) ? `${pair}&${pair}` : pair;
  });
  if (route.path.includes("webhooks") && dice.chance(0.6)) {
    const operation = randomUUID();
    pairs.push(`op=${operation}&t=${callbackToken(known.webhookSecret, "astria", operation)}`);
  }
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

function whoAsks(route: AppRoute, dice: Dice, known: Known): Headers {
  if (/status\/|cron\//.test(route.path) && dice.chance(0.5))
    return [["authorization", `Bearer ${known.cronKey}`]];
  const bearer: Headers = [["authorization", `Bearer ${dice.pick(known.bearers)}`]];
  const cookie: Headers = [
    ["cookie", dice.pick(known.cookies)],
    ["sec-fetch-site", "same-origin"],
  ];
  const wrong: Headers[] = [
    [["authorization", dice.pick(words.authorizations)]],
    [["cookie", spoiltSession(dice, known)]],
  ];
  return dice.pick<Headers>([[], bearer, bearer, cookie, cookie, ...wrong]);
}

function spoiltSession(dice: Dice, { sessionName: name, cookies }: Known): string {
  const value = () => dice.pick(words.sessions);
  const whole = dice.pick(cookies);
  return dice.pick([
    `${name}=${value()}`,
    `${name}.0=${value()}; ${name}.1=${value()}`,
    `${name}.1=${value()}`,
    `${name}.0=base64-; ${name}.99999999=x`,
    `${name}=${value()}; ${name}=${value()}`,
    `sb-=${value()}; ${name}-code-verifier=${value()}`,
    whole.slice(0, dice.between(20, whole.length - 1)),
    whole.replace("base64-", ""),
  ]);
}

function oddHeaders(dice: Dice): Headers {
  return Array.from({ length: dice.chance(0.6) ? dice.between(1, 3) : 0 }, () => dice.pick(words.oddHeaders));
}

function bodyOf(route: AppRoute, method: string, dice: Dice, { actions }: Known): Sent | null {
  if (dice.chance(0.1)) return null;
  if (!route.isApi) return actionBody(dice, actions);
  if (route.path.includes("assets") && method !== "POST") return libraryBody(dice);
  if (route.path.startsWith("/api/endpoints")) return endpointBody(dice);
  const isForFiles = /uploads|assets/.test(route.path);
  return isForFiles !== dice.chance(0.1) ? formBody(dice) : jsonBody(dice);
}

/** As Standard Webhooks signs. */
function signed(body: Buffer, { openaiSecret }: Known): Headers {
  const [id, timestamp] = [randomUUID(), String(Math.floor(Date.now() / 1_000))];
  const key = Buffer.from(openaiSecret.replace("whsec_", ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body.toString("utf8")}`);
  return [
    ["webhook-id", id],
    ["webhook-timestamp", timestamp],
    ["webhook-signature", `v1,${signature.digest("base64")}`],
  ];
}
