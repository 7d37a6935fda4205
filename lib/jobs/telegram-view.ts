/** How a user's account stands with Telegram, as the API gives it. */
export interface TelegramView {
  /** Whether this Darkroom has a bot. */
  available: boolean;
  linked: boolean;
  /** Whom it is linked to, in Telegram's words. */
  name: string | null;
  muted: boolean;
  botName: string | null;
}

/** A code that links an account once. */
export interface TelegramCode {
  code: string;
  /** Opens the bot with the code. */
  url: string;
  /** In ISO 8601. */
  expiresAt: string;
}
