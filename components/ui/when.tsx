"use client";
import { useNow } from "@/hooks/use-now";

/** `since` is the time of a day, and that day only where it is another one than today. */
type Style = "time" | "ago" | "day" | "since";

const styles = {
  time: { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false },
  minute: { hour: "2-digit", minute: "2-digit", hour12: false },
  day: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hour12: false },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

interface Props {
  at: string;
  as: Style;
  /** Where a phone has little room: there "ago" is left to those who do not see it. */
  isShort?: boolean;
}

/** A moment in the reader's own time zone. Empty until the browser, which alone knows it, has taken over. */
export function When({ at, as, isShort = false }: Props) {
  const now = useNow(as === "ago" ? 15_000 : null);
  return (
    <time dateTime={at} title={now === null ? undefined : new Date(at).toLocaleString()}>
      {now === null ? (
        ""
      ) : as === "ago" ? (
        <Ago ms={now - Date.parse(at)} isShort={isShort} />
      ) : (
        formatted(at, as, now)
      )}
    </time>
  );
}

function formatted(at: string, as: Exclude<Style, "ago">, now: number): string {
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date(now).toDateString();
  const style = as === "since" ? (isToday ? "minute" : "day") : as;
  return new Intl.DateTimeFormat("en-GB", styles[style]).format(moment);
}

/** "just now", "6 min ago", "3 h ago", "2 days ago" */
function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ago`;
  return `${Math.floor(hours / 24)} days ago`;
}

function Ago({ ms, isShort }: { ms: number; isShort: boolean }) {
  const words = ago(ms);
  const end = words.endsWith(" ago") ? " ago" : "";
  if (!isShort || end === "") return words;
  return (
    <>
      {words.slice(0, -end.length)}
      <span className="max-sm:sr-only">{end}</span>
    </>
  );
}
