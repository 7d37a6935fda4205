import type { User } from "@/lib/db/session";
import { LimitReached } from "@/lib/services/errors";

/**
 * Lets each user do only so many of something at the same moment in this process, for what is held in memory meanwhile.
 * One more is refused before it begins: `LimitReached`.
 */
export function fewAtOnce(most: number): <T>(user: User, work: () => Promise<T>) => Promise<T> {
  const doing = new Map<string, number>();
  return async ({ id }, work) => {
    const before = doing.get(id) ?? 0;
    if (before >= most) {
      throw new LimitReached("too_many_at_once", `At most ${most} can be sent at the same moment.`, 2);
    }
    doing.set(id, before + 1);
    try {
      return await work();
    } finally {
      const others = (doing.get(id) ?? 1) - 1;
      if (others > 0) doing.set(id, others);
      else doing.delete(id);
    }
  };
}
