import { spawnSync } from "node:child_process";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { afterResponses } from "../support/call-route";
import { testSecrets, useWorld } from "../support/world";
import { commands, type Command } from "./documented";
import { runTool, type Ran } from "./run-tool";

const checkAll = await import("@/app/api/status/check-all/route");
const health = await import("@/app/api/health/route");
const all = commands();
const of = (tool: string) => all.filter(({ line }) => line.startsWith(`${tool} `));

test("every command of the guide is of a tool that is tried here", () => {
  expect(all.length).toBeGreaterThan(5);
  expect(all).toHaveLength(of("npx supabase@3").length + of("curl").length);
});

describe("the Supabase CLI", () => {
  const pages = new Map<string, Promise<Ran>>();
  const helpOf = (path: string): Promise<Ran> => {
    const page = pages.get(path) ?? runTool(`supabase ${path} --help`);
    pages.set(path, page);
    return page;
  };

  test("that is tried here is what npx takes for the version that the guide pins", async () => {
    expect((await runTool("npx supabase@3 --version")).output).toMatch(/^3\.\d+\.\d+$/m);
  });

  test.each(of("npx supabase@3"))("knows $line, and every flag of it", async ({ line }) => {
    const words = line.split(" ").slice(2);
    const first = words.findIndex((word) => word.startsWith("-"));
    const path = first === -1 ? words : words.slice(0, first);
    const { code, output } = await helpOf(path.join(" "));
    expect(code).toBe(0);
    expect(output).toContain(`supabase ${path.join(" ")} [flags]`);
    for (const flag of words.filter((word) => word.startsWith("-"))) {
      expect(output).toMatch(new RegExp(`^ +(-\\w, )?${flag}[ ,=[]`, "m"));
    }
    expect(output).not.toMatch(/deprecated/i);
  });

  test("pushes to the local database unless it is told --remote, as the guide says", async () => {
    const { output } = await helpOf("db push");
    expect(output).toMatch(/Local by default/);
    expect(output).toMatch(/--yes .*hosted changes/);
  });
});

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

describe.runIf(hasCurl)("curl, against our own routes", () => {
  useWorld();
  let server: Server;
  let base = "";

  beforeAll(async () => {
    server = createServer((request, response) => {
      const isCheckAll = request.url?.startsWith("/api/status/check-all");
      const { method = "GET", url } = request;
      const headers = new Headers(request.headers as Record<string, string>);
      const asked = new Request(`http://app.test${url}`, { method, headers });
      const answering = (isCheckAll ? checkAll.POST : health.GET)(asked, {});
      void send(response, answering, method);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    await afterResponses();
    server.close();
  });

  test.each(of("curl"))("$line answers what the guide says", async ({ line, says }: Command) => {
    const here = line.replace("https://darkroom.example.com", base);
    const { code, output } = await runTool(here, { CRON_SECRET: testSecrets.cron });
    expect(code).toBe(0);
    expect(output).toMatch(line.includes("--head ") ? /^HTTP\/1\.1 200/ : patternOf(says));
  });

  async function send(response: ServerResponse, answering: Promise<Response>, method: string): Promise<void> {
    const answer = await answering;
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(method === "HEAD" ? undefined : await answer.text());
  }

  /** What is said of an answer: its status, or its text, where an ellipsis is anything. */
  function patternOf(says: string): RegExp {
    const [, status] = /^(\d{3}):/.exec(says) ?? [];
    if (status) return new RegExp(`"status":${status}`);
    const parts = says.split("…").map((part) => part.replaceAll(/[{}.]/g, String.raw`\$&`));
    return new RegExp(`^${parts.join(".+")}$`);
  }
});
