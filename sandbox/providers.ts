import { astria } from "./astria/provider";
import { fal } from "./fal/provider";
import { openai } from "./openai/provider";
import { receiver } from "./receiver/provider";
import { telegram } from "./telegram/provider";
import type { SandboxProvider } from "./core/world";

/** The simulated providers: one folder, one line each. */
export const providers: readonly SandboxProvider[] = [astria, openai, fal, receiver, telegram];
