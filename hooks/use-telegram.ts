"use client";
import { useState } from "react";
import type { TelegramCode, TelegramView } from "@/lib/jobs/telegram-view";
import { errorSentence, getJson, postJson, sendJson } from "./api";
import { useNow } from "./use-now";
import { usePolled } from "./use-polled";

const telegramKey = "/api/telegram";
/** While somebody is expected to send the code to the bot. */
const expectingMs = 2_000;

export type TelegramAction = "link" | "mute" | "unmute" | "unlink";

/**
 * How the account stands with Telegram, and what can be done about it. `code` is one that waits to be sent to the bot, until
 * it was or is too old (`isExpired`).
 */
export function useTelegram(initial: TelegramView) {
  const [code, setCode] = useState<TelegramCode | null>(null);
  const [busy, setBusy] = useState<TelegramAction | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const now = useNow(code === null ? null : 1_000);
  const isExpired = code !== null && now !== null && Date.parse(code.expiresAt) <= now;
  const { data, error, mutate } = usePolled<TelegramView>(
    telegramKey,
    getJson,
    (view) => (code !== null && !isExpired && view?.linked !== true ? expectingMs : 0),
    initial,
  );
  if (code !== null && data?.linked === true) setCode(null);

  async function run(action: TelegramAction): Promise<void> {
    setBusy(action);
    setProblem(null);
    try {
      if (action === "link") setCode(await postJson<TelegramCode>(`${telegramKey}/link`));
      else if (action === "unlink") await sendJson("DELETE", telegramKey);
      else await sendJson("PATCH", telegramKey, { muted: action === "mute" });
      if (action !== "link") await mutate();
    } catch (failure) {
      setProblem(errorSentence(failure));
    } finally {
      setBusy(null);
    }
  }
  return { telegram: data ?? initial, error, refresh: mutate, code, isExpired, run, busy, problem };
}
