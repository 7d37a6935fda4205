import { DatabaseError } from "@/lib/db/database-error";
import { endTelegramUpdate, takeTelegramUpdate, unlinkTelegram } from "@/lib/db/telegram";
import { errorFields, log, logSeldom } from "@/lib/log";
import { isSameSecret } from "@/lib/same-secret";
import { botConfig, type BotConfig } from "@/lib/telegram/config";
import { failureOf } from "@/lib/telegram/failure";
import { AnyUpdate, hear } from "@/lib/telegram/hear";
import { sendText } from "@/lib/telegram/send";
import { checkNext } from "./check-jobs";
import { InvalidInput, NotFound, Unverified } from "./errors";
import { telegramCommands } from "./telegram-commands";
import { wentWrong } from "./telegram-words";

/** Whether Telegram may forget an update: `again` has it sent once more. */
export type Heard = "done" | "again";

/** Who sends an update says so before anything of it is read. Throws `NotFound` where there is no bot, and `Unverified`. */
export function requireTelegram(secret: string | null): void {
  const bot = botConfig();
  if (!bot) throw new NotFound();
  if (secret !== null && isSameSecret(secret, bot.webhookSecret)) return;
  logSeldom("warn", "an update for Telegram was refused");
  throw new Unverified("the secret token is wrong, or missing");
}

/**
 * Handles an update once, however often it is sent, and answers in its chat. What is to follow is given to `later`. Throws
 * `InvalidInput` for what is no update, and `DatabaseError` where it cannot be taken: it is then sent again.
 */
export async function receiveTelegram(
  body: unknown,
  later: (work: () => Promise<unknown>) => void,
): Promise<Heard> {
  const bot = botConfig();
  const update = AnyUpdate.safeParse(body);
  if (!bot || !update.success) throw new InvalidInput("invalid_update", "This is no update of Telegram’s.");
  const { update_id: id } = update.data;
  const taken = await takeTelegramUpdate(id);
  if (taken !== "taken") return taken === "handled" ? "done" : "again";
  let isHandled = false;
  try {
    const listener = telegramCommands(() => later(() => checkNext("step")));
    await hear(bot, update.data, listener);
    isHandled = true;
  } catch (error) {
    isHandled = await isOver(error, bot, chatIn(body));
  } finally {
    await endTelegramUpdate(id, isHandled);
  }
  return isHandled ? "done" : "again";
}

/** Whether nothing is to be won by hearing an update again whose answer failed like this; then its chat is told so. */
async function isOver(error: unknown, bot: BotConfig, chatId: number | null): Promise<boolean> {
  if (error instanceof DatabaseError && (error.isAway || error.isFull)) {
    logSeldom("warn", "an update of Telegram’s waits for the database", errorFields(error));
    return false;
  }
  const failure = failureOf(error);
  if (failure?.outcome === "later") {
    logSeldom("warn", "an answer to Telegram waits", { reason: failure.message });
    return false;
  }
  if (failure?.outcome === "gone") {
    if (chatId !== null) await unlinkTelegram({ chatId });
  } else if (chatId !== null) await say(bot, chatId, wentWrong);
  // Whatever it is, the same update would bring it about again, for a day.
  if (!failure) log("error", "an update of Telegram’s could not be handled", errorFields(error));
  else log("warn", "an answer was not taken by Telegram", { reason: failure.message });
  return true;
}

/** Says something where it can be said. */
async function say(bot: BotConfig, chatId: number, text: string): Promise<void> {
  try {
    await sendText(bot, chatId, text);
  } catch (error) {
    log("warn", "nor could that be said", { reason: failureOf(error)?.message });
  }
}

function chatIn(body: unknown): number | null {
  const { message, callback_query: pressed } = body as {
    message?: Holder;
    callback_query?: { message?: Holder };
  };
  const id = (message ?? pressed?.message)?.chat?.id;
  return typeof id === "number" ? id : null;
}

interface Holder {
  chat?: { id?: unknown };
}
