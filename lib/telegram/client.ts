import { Api, type ApiClientOptions } from "grammy";
import type { BotConfig } from "./config";

/** How long one call may take, in seconds, with words or with files: grammY's own limit is more than eight minutes. */
const timeouts = { words: 8, files: 40 };

/** How a bot's calls are made: none of its errors says its token. */
export function clientOptions(
  { apiRoot }: BotConfig,
  carrying: keyof typeof timeouts = "words",
): ApiClientOptions {
  return { apiRoot, timeoutSeconds: timeouts[carrying], sensitiveLogs: false };
}

/** The Bot API, as this bot. */
export function apiOf(config: BotConfig, carrying?: keyof typeof timeouts): Api {
  return new Api(config.token, clientOptions(config, carrying));
}
