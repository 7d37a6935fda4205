import { z } from "zod";

const dayMs = 24 * 3_600_000;
const moment = z
  .date()
  .min(new Date("1970-01-01"), "too long ago")
  .max(new Date("9999-12-30"), "too far ahead");
const time = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .pipe(moment);
const day = z.iso
  .date()
  .transform((text) => new Date(text))
  .pipe(moment);

const notMoment = "give a day or a moment, such as 2026-11-22 or 2026-11-22T10:00:00Z";

/** A moment, or a day: a day stands for all of it, here for its first moment. */
export const startsAt = z.union([time, day], { error: notMoment });

/** The same as an end: a day stands for its last moment. */
export const endsAt = z.union([time, day.transform((date) => new Date(date.getTime() + dayMs - 1))], {
  error: notMoment,
});
