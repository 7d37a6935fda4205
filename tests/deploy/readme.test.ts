import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { env } from "@/lib/env";
import { storyVariables } from "@/lib/kinds/story-input";
import { providerVariables } from "@/lib/providers/registry";
import { ratesOf, type Rate } from "@/lib/services/rates";

const texts = [
  "README.md",
  "CONTRIBUTING.md",
  "docs/deploy.md",
  "docs/live-updates.md",
  "docs/architecture.md",
  "sandbox/README.md",
];
const read = (file: string) => readFileSync(file, "utf8");

test.each(texts)("every script of npm's that %s names is there", (file) => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = [...read(file).matchAll(/npm run (?:--silent )?([\w:]+)|npm (test|start)\b/g)];
  for (const [, script, short] of named) expect(scripts).toHaveProperty([script ?? short ?? ""]);
});

test.each(texts)("every link of %s within the project leads to something", (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = ""]) => link);
  expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
});

test("every variable that README.md and the guide name is in .env.example", () => {
  const example = read(".env.example");
  const rows = [...`${read("README.md")}${read("docs/deploy.md")}`.matchAll(/^\| (`[A-Z_`, ]+`) \|/gm)];
  const named = rows.flatMap(([, names = ""]) => names.match(/[A-Z_]+/g) ?? []);
  expect(named.length).toBeGreaterThan(30);
  for (const name of named) expect(example).toMatch(new RegExp(`^${name}=$`, "m"));
});

test("every variable of .env.example that is not for npm start alone is in the guide", () => {
  const [theApp = "", forStart] = read(".env.example").split(/^# --- npm start.*$/m);
  const named = [...theApp.matchAll(/^([A-Z_]+)=/gm)].map(([, name = ""]) => name);
  expect(forStart).toContain("SANDBOX_PORT=");
  expect(named.length).toBeGreaterThan(25);
  const guide = read("docs/deploy.md");
  expect(named.filter((name) => !new RegExp(`^\\|[^|]*\`${name}\``, "m").test(guide))).toEqual([]);
});

test("every variable that the app reads has its row in the guide", () => {
  const table = read("docs/deploy.md")
    .split("\n## ")
    .find((chapter) => chapter.startsWith("3. Variables"));
  const known = { ...env.schema.shape, ...storyVariables.schema.shape, ...providerVariables.schema.shape };
  for (const name of Object.keys(known)) {
    expect(table).toMatch(new RegExp(`^\\|[^|]*\`${name}\``, "m"));
  }
});

test.each([
  ["wrong passwords", "sign-in"],
  ["new accounts", "sign-up"],
  ["uploads", "upload"],
] as const)("the limits that the guide gives for %s are the app's", (what, tried) => {
  const { user, address } = ratesOf(tried);
  const cells = [what, inWords(user), inWords(address)].map((cell) => cell && ` ${cell}`).join(" |");
  expect(read("docs/deploy.md")).toContain(`|${cells} |\n`);
});

function inWords(rate: Rate | null): string {
  if (!rate) return "";
  const { burst, everyMs } = rate;
  const after = everyMs === 200 ? "five a second" : `one each ${everyMs / 1_000} s`;
  return `${burst.toLocaleString("en")} at once, then ${after}`;
}
