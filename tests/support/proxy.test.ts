import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startProxy, type ProxyHooks } from "./proxy";

let target: Server;
let origin = "";
const heard: string[] = [];

beforeAll(async () => {
  target = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      heard.push(`${request.method} ${request.url} ${body}`);
      response.writeHead(201, { "x-target": "yes" }).end(`got ${body}`);
    });
  });
  await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
  const address = target.address();
  origin = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
});

afterAll(() => {
  target.close();
  target.closeAllConnections();
});

async function post(hooks: ProxyHooks): Promise<Response | "torn"> {
  heard.length = 0;
  const proxy = await startProxy(`${origin}/astria`, hooks);
  try {
    const response = await fetch(`${proxy.url}/tunes?page=2`, { method: "POST", body: "a tune" });
    return new Response(await response.text(), response);
  } catch {
    return "torn";
  } finally {
    await proxy.close();
  }
}

test("a call without hooks reaches the target and comes back whole", async () => {
  const response = await post({});
  if (response === "torn") throw new Error("The connection was torn.");
  expect([response.status, response.headers.get("x-target"), await response.text()]).toEqual([
    201,
    "yes",
    "got a tune",
  ]);
  expect(heard).toEqual(["POST /astria/tunes?page=2 a tune"]);
});

test("a request that is destroyed never reaches the target", async () => {
  expect(await post({ onRequest: () => "destroy" })).toBe("torn");
  expect(heard).toEqual([]);
});

test("a response that is destroyed leaves the work done and the caller ignorant", async () => {
  const statuses: number[] = [];
  const onResponse = (_: unknown, status: number): "destroy" => {
    statuses.push(status);
    return "destroy";
  };
  expect(await post({ onResponse })).toBe("torn");
  expect([heard.length, statuses]).toEqual([1, [201]]);
});

test("a held call waits until it is let go", async () => {
  const gate = Promise.withResolvers<void>();
  const call = post({ onRequest: () => gate.promise });
  expect(heard).toEqual([]);
  gate.resolve();
  expect(await call).not.toBe("torn");
  expect(heard).toHaveLength(1);
});
