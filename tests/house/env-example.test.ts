import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { env } from "@/lib/env";
import { storyVariables } from "@/lib/kinds/story-input";
import { providerVariables } from "@/lib/providers/registry";
import { telegramVariables } from "@/lib/telegram/config";
import { root } from "@/scripts/stack/processes";

const example = readFileSync(join(root, ".env.example"), "utf8");

const known = {
  ...env.schema.shape,
  ...storyVariables.schema.shape,
  ...providerVariables.schema.shape,
  ...telegramVariables.schema.shape,
};

test.each(Object.keys(known))("%s is in .env.example", (name) =>
  expect(example).toMatch(new RegExp(`^${name}=$`, "m")),
);
