import { globSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { fontFiles } from "@/lib/render/captions/fonts";
import { root } from "@/scripts/stack/processes";
import { buildForStacks } from "../support/stack";

// Without a page: what is looked at is the build that all the others use, and what each function of it carries with it.

/** A function takes no more on Vercel, unpacked. */
const mostMb = 250;

/** What makes films: its native code, and the fonts of captions. */
const renders =
  /node_modules\/(?:node-av|@seydx\/node-av|@napi-rs\/canvas|mediabunny|@mediabunny\/|@fontsource\/noto)/;

const Trace = z.object({ files: z.array(z.string()) });

interface Carried {
  route: string;
  /** From the project's folder. */
  files: string[];
  mb: number;
}

/** What each route of a build needs at hand, as whoever packs it into functions is told. */
function carriedIn(build: string): Carried[] {
  return globSync("server/**/*.nft.json", { cwd: build }).map((name) => {
    const folder = dirname(join(build, name));
    const { files } = Trace.parse(JSON.parse(readFileSync(join(build, name), "utf8")));
    const paths = files.map((file) => resolve(folder, file));
    const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
    const route = name.replace(/^server\//, "").replace(/\.js\.nft\.json$/, "");
    return { route, files: paths.map((path) => relative(root, path)), mb: bytes / 1e6 };
  });
}

test("the route that makes pieces carries what renders, with all fonts of captions, and no other carries any of it", async () => {
  const carried = carriedIn(join(root, await buildForStacks()));
  expect(carried.length).toBeGreaterThan(40);
  const heavy = carried.filter(({ files }) => files.some((file) => renders.test(file)));
  expect(heavy.map(({ route }) => route)).toEqual(["app/api/pieces/route"]);
  const { files = [], mb = 0 } = heavy[0] ?? {};
  for (const name of ["node-av.node", "skia."]) {
    expect(files.filter((file) => file.split("/").at(-1)?.startsWith(name)).length).toBeGreaterThan(0);
  }
  expect(fontFiles.filter((font) => !files.includes(font))).toEqual([]);
  expect(mb).toBeLessThan(mostMb);
  const [next] = carried.filter(({ route }) => route !== heavy[0]?.route).toSorted((a, b) => b.mb - a.mb);
  const size = `/api/pieces carries ${files.length} files, ${mb.toFixed(1)} MB; of the others ${next?.route} most, ${next?.mb.toFixed(1)} MB`;
  process.stdout.write(`${size}\n`);
});
