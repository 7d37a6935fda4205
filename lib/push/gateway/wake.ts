import { createHmac } from "node:crypto";
import { onLedgerWrite } from "@/lib/db/ledger-writes";
import { env } from "@/lib/env";
import { inTime } from "@/lib/in-time";
import { errorFields, logSeldom } from "@/lib/log";
import { plainFetch } from "@/lib/plain-fetch";
import { isSameSecret } from "@/lib/same-secret";

const timeoutMs = 1_000;
/** A gateway that does not answer finds out by itself within its interval: it is left alone for so long. */
const pauseMs = 10_000;

/**
 * From now on the gateway looks at the ledger as soon as this process has written to it, where one is configured and no Redis
 * tells it that. To be called once a process, and what it returns at the end of it. Never throws, and nobody waits for it.
 */
export function startWakingGateway(): () => void {
  let isUnderWay = false;
  let isDueAgain = false;
  let pausedUntil = 0;

  async function wake(): Promise<void> {
    const address = gatewayToWake();
    if (!address || performance.now() < pausedUntil) return;
    isDueAgain = isUnderWay;
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      await knock(address);
    } catch (error) {
      pausedUntil = performance.now() + pauseMs;
      logSeldom("warn", "the gateway could not be woken; it looks by itself", errorFields(error));
    }
    isUnderWay = false;
    if (isDueAgain) void wake();
  }
  return onLedgerWrite(() => void wake());
}

function gatewayToWake(): URL | null {
  const { APP_URL, GATEWAY_URL: url, REDIS_URL, REDIS_HOST } = env();
  const isToldByRedis = REDIS_URL !== undefined || REDIS_HOST !== undefined;
  if (url === undefined || isToldByRedis) return null;
  const address = new URL("wake", url.replace(/^ws/, "http"));
  // Where the app is its own gateway there is no other process to wake.
  return address.origin === new URL(APP_URL).origin ? null : address;
}

async function knock(address: URL): Promise<void> {
  const headers = { authorization: `Bearer ${secret()}` };
  const answer = await inTime(timeoutMs, (signal) =>
    plainFetch(address, { method: "POST", headers, signal }),
  );
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`the gateway answered ${answer.status}`);
}

/** Whether this is what `startWakingGateway` sends. */
export function mayWake(authorization: string | undefined): boolean {
  return isSameSecret(authorization ?? "", `Bearer ${secret()}`);
}

/** Known to the app and its gateway alone. */
function secret(): string {
  return createHmac("sha256", env().WEBHOOK_SECRET).update("wake the gateway").digest("base64url");
}
