/** The first and the last day, such as 2026-11-22, in the reader's own time zone; `null` is any. */
export interface Days {
  from: string | null;
  to: string | null;
}

/** No record is older; years that are still being typed are. */
const firstYear = 1970;

/** The days that an address names. What is no day is left out. */
export function daysOf(query: URLSearchParams): Days {
  return { from: dayOf(query.get("from")), to: dayOf(query.get("to")) };
}

/** A day as it stands, `null` where it is none. */
export function dayOf(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text) || Number(text.slice(0, 4)) < firstYear) return null;
  const moment = Date.parse(text);
  return Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== text ? null : text;
}

/** The first and the last moment of days, in ISO 8601. A day begins and ends where the reader lives. */
export function momentsOf({ from, to }: Days): Days {
  return {
    from: from && new Date(`${from}T00:00:00.000`).toISOString(),
    to: to && new Date(`${to}T23:59:59.999`).toISOString(),
  };
}
