import { env } from "@/lib/env";

/** So many tries at once, and then one more every so often. */
export interface Rate {
  burst: number;
  everyMs: number;
}

/** What is limited. */
export type Tried =
  | "sign-in"
  | "sign-up"
  | "upload"
  | "asset"
  | "job"
  | "endpoint"
  | "telegram"
  | "departure";

/** By whom: their own account, or the network they come from. */
export type Whose = "user" | "address";

const second = 1_000;

/**
 * How often something may be tried. A network is often a whole office, so it may do more than one person. Where somebody
 * chooses the address they seem to come from, the limit per account is what holds.
 */
export function ratesOf(tried: Tried): Record<Whose, Rate | null> {
  switch (tried) {
    case "sign-in":
      // Only wrong passwords count: 20 and then 4,320 guesses a day from one network, 300 and then 43,200 at one account.
      // Ten networks take 200 at once, and then one each 2 s together, which is what an account gets back: however long
      // they try, its owner still comes in from another network. It takes eleven to keep them waiting.
      return {
        address: { burst: 20, everyMs: 20 * second },
        user: { burst: 300, everyMs: 2 * second },
      };
    case "sign-up":
      // A class that begins together; after that, no factory of accounts.
      return { address: { burst: 100, everyMs: 30 * second }, user: null };
    case "upload":
      // Six photoshoots of 20 pictures at once; after that, one picture every two seconds.
      return {
        user: { burst: 120, everyMs: 2 * second },
        address: { burst: 1_200, everyMs: 0.2 * second },
      };
    case "asset":
      // A folder of a thousand at once; after that, twenty a second, which is more than four at once from a home come to.
      return {
        user: { burst: 1_000, everyMs: 0.05 * second },
        address: { burst: 10_000, everyMs: 0.005 * second },
      };
    case "endpoint":
      // Each may send something to somebody else's server: as much as it takes to try out a few of one's own.
      return {
        user: { burst: 60, everyMs: 5 * second },
        address: { burst: 600, everyMs: 0.5 * second },
      };
    case "telegram":
      // Each is a code that opens a chat to somebody's news; nobody needs more than a few.
      return {
        user: { burst: 20, everyMs: 15 * second },
        address: { burst: 600, everyMs: 0.5 * second },
      };
    case "departure":
      // Nobody has everything deleted more than once; a few mistype what they have to.
      return {
        user: { burst: 5, everyMs: 60 * second },
        address: { burst: 100, everyMs: second },
      };
    case "job": {
      // Each begins work that somebody pays for. Whoever may have more of them under way may begin more of them.
      const most = env().MAX_ACTIVE_JOBS;
      return {
        user: { burst: 10 * most, everyMs: second },
        address: { burst: 100 * most, everyMs: 0.2 * second },
      };
    }
  }
}
