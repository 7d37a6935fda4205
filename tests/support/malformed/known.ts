import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { createServerClient } from "@supabase/ssr";
import { readKeys, sandboxWebhookSecret } from "@/scripts/stack/keys";
import { root } from "@/scripts/stack/processes";
import type { TestStack } from "../stack";
import type { AppRoute, Known } from "./calls";

/** Makes so many users with a job and an image each, and looks up whatever else is real in this stack. */
export async function knownOf(stack: TestStack, many: number): Promise<Known> {
  const keys = readKeys(stack.dataDir);
  const users = await Promise.all(Array.from({ length: many }, () => newUser(stack, keys.publishableKey)));
  const jobs = await Promise.all(users.map(({ bearer }) => newJob(stack.url, bearer)));
  const [first, ...others] = users.map(({ bearer }) => bearer);
  // Supabase Lite prepares its storage at the first upload, and a second one at that moment fails.
  const assets = [await newAsset(stack.url, first ?? "")];
  assets.push(...(await Promise.all(others.map((bearer) => newAsset(stack.url, bearer)))));
  const signIn = await (await fetch(`${stack.url}/sign-in`)).text();
  return {
    routes: await appRoutes(stack.url),
    params: {
      id: [...jobs, ...assets],
      sessionId: jobs,
      name: ["answer", "card", "picture-01"],
      n: ["1", "3"],
      kind: ["chat", "photoshoot"],
      provider: ["astria", "openai", "fal"],
    },
    bearers: users.map((user) => user.bearer),
    cookies: users.map((user) => user.cookie),
    sessionName: users[0]?.sessionName ?? "",
    cronKey: stack.cronSecret,
    webhookSecret: keys.webhookSecret,
    openaiSecret: sandboxWebhookSecret(keys),
    actions: [...new Set([...signIn.matchAll(/\b[0-9a-f]{42}\b/g)].map(([id]) => id))],
  };
}

/** Every page and route handler, by the files of `app/` alone: a new one is there by itself. */
async function appRoutes(url: string): Promise<AppRoute[]> {
  const folder = join(root, "app");
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(?:page\.tsx|route\.ts)$/.test(entry.name))
    .map((entry) => relative(folder, entry.parentPath).split(/[\\/]/))
    .map((parts) => `/${parts.filter((part) => !/^\(.*\)$/.test(part)).join("/")}`)
    .toSorted();
  return Promise.all(
    paths.map(async (path) => {
      const isApi = /^\/(?:api|ws)\//.test(path);
      return { path, isApi, methods: isApi ? await methodsOf(url + path) : ["GET", "GET", "HEAD", "POST"] };
    }),
  );
}

/** Those that a route names; all where it names none, as the one that is there for whatever is not. */
async function methodsOf(url: string): Promise<string[]> {
  const answer = await fetch(url, { method: "OPTIONS" });
  return answer.headers.get("allow")?.split(", ") ?? ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
}

async function newUser({ supabaseUrl }: TestStack, publishableKey: string) {
  let jar: Array<{ name: string; value: string }> = [];
  const client = createServerClient(supabaseUrl, publishableKey, {
    cookies: { getAll: () => jar, setAll: (list) => void (jar = list.filter(({ value }) => value !== "")) },
  });
  const email = `${randomUUID()}@example.com`;
  const { data, error } = await client.auth.signUp({ email, password: randomUUID() });
  if (error) throw error;
  const cookies = jar.filter(({ name }) => /auth-token(?:\.\d+)?$/.test(name));
  return {
    bearer: data.session?.access_token ?? "",
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
    sessionName: cookies[0]?.name.replace(/\.\d+$/, "") ?? "",
  };
}

async function newJob(url: string, bearer: string): Promise<string> {
  const answer = await fetch(`${url}/api/jobs`, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ kind: "chat", input: { prompt: "What is red light for?" } }),
  });
  return idOf(answer);
}

async function newAsset(url: string, bearer: string): Promise<string> {
  const body = new FormData();
  body.append("file", new Blob([new Uint8Array(createCanvas(8, 8).toBuffer("image/png"))]), "a.png");
  const headers = { authorization: `Bearer ${bearer}` };
  const answer = await fetch(`${url}/api/assets`, { method: "POST", headers, body });
  return idOf(answer);
}

async function idOf(answer: Response): Promise<string> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
  return (JSON.parse(text) as { id: string }).id;
}
