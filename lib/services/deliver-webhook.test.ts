import { Webhook } from "standardwebhooks";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { guardedFetchBy } from "@/lib/guarded-fetch";
import { innerAddresses, innerHosts, innerNames } from "@/tests/support/inner-places";
import { useRecorder, type Names } from "@/tests/support/recording-wires";
import { stubEnvironment } from "@/tests/support/stub-environment";
import type { TestDelivery } from "./delivery";
import { deliverWebhookBy } from "./deliver-webhook";
import { newSecret } from "./sign-delivery";

beforeAll(() => stubEnvironment());

/** How the receiver answers, by the last part of the path. */
const answers: Record<string, { status: number; headers?: Record<string, string>; body?: string }> = {
  hooks: { status: 200, body: "thank you" },
  created: { status: 201 },
  gone: { status: 410, body: "no more" },
  busy: { status: 503, headers: { "retry-after": "120" }, body: "later" },
  never: { status: 429, headers: { "retry-after": "soon" } },
  broken: { status: 500, body: "<html>oops</html>" },
  long: { status: 500, body: "é".repeat(100_000) },
  endless: { status: 200 },
  held: { status: 200, body: "ok" },
  "held-gone": { status: 410, body: "no" },
  moved: { status: 307, headers: { location: "https://127.0.0.1/hooks" } },
  elsewhere: { status: 301, headers: { location: "https://example.com/hooks" } },
};
const seen: Array<{ path: string; headers: Record<string, unknown>; body: string }> = [];

const recorder = useRecorder((request, response) => {
  const path = (request.url ?? "").slice(1);
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    seen.push({ path, headers: request.headers, body });
    if (path === "silent") return;
    if (path === "torn") return void request.socket.destroy();
    const answer = answers[path] ?? { status: 404 };
    response.writeHead(answer.status, { connection: "close", ...answer.headers });
    // An answer that never ends has been given all the same.
    if (path === "endless") return void response.write("x".repeat(5_000));
    if (path.startsWith("held")) return void response.write(answer.body);
    response.end(answer.body);
  });
});

const outside: Names = () => ["93.184.215.14"];
const secret = newSecret();

function message(url: string): TestDelivery {
  const target = { type: "webhook", endpointId: "an-endpoint", url, secrets: [secret] } as const;
  return { id: "8c5e1c2e", type: "test", userId: "somebody", tries: 1, createdAt: new Date(), target };
}

async function sent(url: string, names = outside) {
  const { wires, dialled } = recorder.wires(names);
  seen.length = 0;
  const fate = await deliverWebhookBy(guardedFetchBy(wires))(message(url));
  return { fate, dialled, seen: [...seen] };
}

describe("a message", () => {
  test("arrives with its id and a signature that proves it, to the byte", async () => {
    const { fate, seen } = await sent("https://hooks.test/hooks");
    expect(fate).toEqual({ fate: "delivered", status: 200, answer: "thank you" });
    const [{ headers, body } = { headers: {}, body: "" }] = seen;
    expect(headers).toMatchObject({ "content-type": "application/json", "webhook-id": "8c5e1c2e" });
    const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(verified).toMatchObject({ id: "8c5e1c2e", type: "test", timestamp: expect.any(String), data: {} });
  });

  test.each([
    ["created", { fate: "delivered", status: 201, answer: "" }],
    ["gone", { fate: "gone", status: 410, message: expect.stringContaining("410") }],
    ["busy", { fate: "failed", status: 503, message: "later", retryAfterMs: 120_000 }],
    ["never", { fate: "failed", status: 429, message: "" }],
    ["broken", { fate: "failed", status: 500, message: "<html>oops</html>" }],
    ["nowhere", { fate: "failed", status: 404, message: "" }],
    ["endless", { fate: "delivered", status: 200, answer: "x".repeat(1_024) }],
    ["torn", { fate: "failed", status: null, message: expect.stringContaining("could not be reached") }],
  ])("that is answered as “%s” comes to just that", async (path, fate) => {
    expect((await sent(`https://hooks.test/${path}`)).fate).toEqual(fate);
  });

  test("is answered at length, and a kilobyte of that is kept", async () => {
    const { fate } = await sent("https://hooks.test/long");
    expect(fate).toMatchObject({ status: 500, message: "é".repeat(512) });
  });

  test("has been answered with its status, though what else is said never ends", async () => {
    const fates = await Promise.all(["held", "held-gone"].map((path) => sent(`https://hooks.test/${path}`)));
    expect(fates.map(({ fate }) => fate)).toMatchObject([
      { fate: "delivered", status: 200, answer: "ok" },
      { fate: "gone", status: 410 },
    ]);
  });

  test("whose receiver says nothing is given up after 10 s", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const trying = sent("https://hooks.test/silent");
      await vi.waitFor(() => expect(seen).toHaveLength(1), { interval: 1 });
      await vi.advanceTimersByTimeAsync(10_000);
      expect((await trying).fate).toEqual({
        fate: "failed",
        status: null,
        message: "It did not answer within 10 seconds.",
      });
    } finally {
      vi.useRealTimers();
    }
  });

  test.each(["moved", "elsewhere"])(
    "that is sent on (“%s”) goes nowhere else, and has failed",
    async (path) => {
      const { fate, dialled, seen } = await sent(`https://hooks.test/${path}`);
      expect(fate).toMatchObject({
        fate: "failed",
        status: expect.any(Number),
        message: expect.stringContaining("leads elsewhere"),
      });
      expect([dialled, seen.length]).toEqual([["93.184.215.14"], 1]);
    },
  );
});

describe("nothing is sent to an inner address", () => {
  test("in any of its spellings, nor to a name that only networks have", async () => {
    const hosts = [...innerHosts, ...innerNames];
    expect(hosts.length).toBeGreaterThanOrEqual(150);
    for (const host of hosts) {
      const { fate, dialled, seen } = await sent(`https://${host}/hooks`);
      expect([host, fate.fate, dialled, seen]).toEqual([host, "failed", [], []]);
    }
  });

  test("that a name leads to, alone or among others", async () => {
    for (const address of innerAddresses) {
      for (const found of [[address], ["93.184.215.14", address]]) {
        const { fate, dialled } = await sent("https://hooks.test/hooks", () => found);
        expect([address, fate.fate, dialled]).toEqual([address, "failed", []]);
      }
    }
  });

  test("that a name leads to only every other time", async () => {
    const { wires, dialled } = recorder.wires((_name, nth) => [
      nth % 2 === 1 ? "93.184.215.14" : "127.0.0.1",
    ]);
    const deliver = deliverWebhookBy(guardedFetchBy(wires));
    const fates = [];
    for (let n = 0; n < 6; n++) fates.push((await deliver(message("https://hooks.test/hooks"))).fate);
    expect(fates).toEqual(["delivered", "failed", "delivered", "failed", "delivered", "failed"]);
    expect(new Set(dialled)).toEqual(new Set(["93.184.215.14"]));
  });

  test("and what is said of why names no address", async () => {
    const { fate } = await sent("https://hooks.test/hooks", () => ["10.0.0.1"]);
    expect(JSON.stringify(fate)).not.toContain("10.0.0.1");
  });
});
