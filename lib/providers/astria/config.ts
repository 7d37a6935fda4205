import { z } from "zod";
import { baseUrl, optional, text, variables } from "@/lib/env";
import type { ProviderConfig } from "../provider";

const read = variables({
  ASTRIA_API_KEY: optional(z.string()),
  ASTRIA_BASE_URL: baseUrl("https://api.astria.ai"),
  ASTRIA_BRANCH: text("flux1"),
  ASTRIA_BASE_TUNE_ID: optional(z.coerce.number().int()),
});

export const config = {
  label: "Astria",
  variables: read,
  baseUrl: () => read().ASTRIA_BASE_URL,
  simulation: {
    unless: ["ASTRIA_API_KEY"],
    variables: (sandbox) => ({ ASTRIA_API_KEY: "sandbox", ASTRIA_BASE_URL: `${sandbox}/astria` }),
  },
} satisfies ProviderConfig;
