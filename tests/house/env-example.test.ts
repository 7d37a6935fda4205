import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { env } from "@/lib/env";
import { providerVariables } from "@/lib/providers/registry";
import { root } from "@/scripts/stack/processes";

const example = readFileSync(join(root, ".env.example"), "utf8");

test.each(Object.keys({ ...env.schema.shape, ...providerVariables.schema.shape }))(
  "%s is in .env.example",
  (name) => expect(example).toMatch(new RegExp(`^${name}=$`, "m")),
);
