import type { Job } from "./job";
import type { KindProfile } from "./kind-profile";
import type { Plan } from "./plan";
import type { SlotCount } from "./slots";

/** A job as its operations now stand, and what is left to do for it. */
export interface Situation {
  job: Job;
  profile: KindProfile;
  slots: SlotCount;
  left: Plan;
  now: Date;
  /** In [0, 1): spreads retries. */
  random: number;
}
