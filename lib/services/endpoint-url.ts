import { env } from "@/lib/env";
import { isThisMachine } from "@/lib/guarded-fetch";
import { isOnTheInternet } from "@/lib/public-address";
import { InvalidInput } from "./errors";

const mostCharacters = 2_048;

/** Where messages may be sent. */
export interface EndpointUrl {
  url: URL;
  /** It is one of this machine's own receivers: on a local stack alone. */
  mayBeLocal: boolean;
}

/**
 * An endpoint's address, if it is one that may be called: https on the internet, at its usual port. What its name leads to
 * is judged anew at each call. Throws `InvalidInput` with the reason.
 */
export function endpointUrl(text: string): EndpointUrl {
  if (text.length > mostCharacters) throw refused(`It may have ${mostCharacters} characters at most.`);
  const url = URL.parse(text);
  if (!url) throw refused("It has to be a whole address, like https://example.com/hooks.");
  url.hash = "";
  // Escapes make it longer.
  if (url.href.length > mostCharacters) throw refused(`It may have ${mostCharacters} characters at most.`);
  if (url.username !== "" || url.password !== "")
    throw refused("It may not have a name or a password in it.");
  if (isLocalReceiver(url)) return { url, mayBeLocal: true };
  if (url.protocol !== "https:") throw refused("It has to begin with https://.");
  if (url.port !== "") throw refused("It has to be at the usual port of https, 443.");
  if (!isOnTheInternet(url.hostname))
    throw refused("It has to be on the internet: machines and networks of one’s own are not called.");
  return { url, mayBeLocal: false };
}

function refused(reason: string): InvalidInput {
  return new InvalidInput("invalid_url", `This address is not called. ${reason}`);
}

/** Whether it lies below one of the addresses that a stack that is itself on this machine has for trying things out. */
function isLocalReceiver(url: URL): boolean {
  const { APP_URL, LOCAL_RECEIVERS } = env();
  if (!isThisMachine(url.hostname) || !isThisMachine(new URL(APP_URL).hostname)) return false;
  return LOCAL_RECEIVERS.some((prefix) => url.href === prefix || url.href.startsWith(`${prefix}/`));
}
