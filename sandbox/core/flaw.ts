import { z } from "zod";
import { checkerFaults, pictureFaults, scriptFaults, voiceFaults } from "./fault-names";

/** What is wrong with a result that was delivered as if it were right; decided when it is asked for, and remembered with it. */
export const Flaw = z.enum([...scriptFaults, ...pictureFaults, ...checkerFaults, ...voiceFaults]);
export type Flaw = z.infer<typeof Flaw>;
