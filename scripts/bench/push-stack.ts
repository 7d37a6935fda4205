import { randomUUID } from "node:crypto";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import { z } from "zod";
import { readKeys } from "@/scripts/stack/keys";
import { signInOrUp } from "@/scripts/stack/users";
import { appProcessOf } from "@/tests/support/app-process";
import { timesOf, watchCallbacks, type Times } from "@/tests/support/callbacks";
import { startStack, type TestStack } from "@/tests/support/stack";

const samples = 50;
const idleStreams = 200;
const mostOfUser = 20;

const Message = z.object({ payload: z.object({ jobId: z.string(), event: z.string() }) });
const Update = Message.shape.payload;
type Update = z.infer<typeof Update>;

/** What a whole stack takes: from a provider's callback to who listens, and for a stream of the app that only waits. */
export async function measureStack(): Promise<{ sockets: Times; streams: Times; streamKb: number }> {
  const callbacks = await watchCallbacks();
  const stack = await startStack({ APP_URL: callbacks.url, SANDBOX_SPEED: "60" });
  callbacks.leadTo(stack.url);
  try {
    const token = await newUser(stack);
    const heard = { sockets: [] as number[], streams: [] as number[] };
    const note = (to: number[], update: Update, at: number): void => {
      if (update.event === "completed") to.push(at - callbacks.lastAt());
    };
    const client = new WebSocket(stack.gatewayUrl, { headers: { authorization: `Bearer ${token}` } });
    client.on("message", (data) => {
      const at = performance.timeOrigin + performance.now();
      const message = Message.safeParse(JSON.parse((data as Buffer).toString()));
      if (message.success) note(heard.sockets, message.data.payload, at);
    });
    const stream = await openStream(stack, token);
    void readStream(stream, (update, at) => note(heard.streams, update, at));
    for (let n = 0; n < samples; n++) {
      await makeVideo(stack.url, token);
      await until(() => heard.sockets.length > n && heard.streams.length > n);
    }
    client.terminate();
    return {
      sockets: timesOf(heard.sockets),
      streams: timesOf(heard.streams),
      streamKb: await memoryOfStreams(stack),
    };
  } finally {
    await stack.stop();
    callbacks.close();
  }
}

async function newUser({ supabaseUrl, dataDir }: TestStack): Promise<string> {
  const { publishableKey } = readKeys(dataDir);
  const session = await signInOrUp(
    supabaseUrl,
    publishableKey,
    `${randomUUID()}@darkroom.test`,
    randomUUID(),
  );
  return session.access_token;
}

async function makeVideo(app: string, token: string): Promise<void> {
  const input = { prompt: "A red lamp over three trays", model: "fal-ai/veo3.1/fast" };
  const answer = await fetch(`${app}/api/jobs`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ kind: "sora", input }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

function openStream({ url }: TestStack, token: string): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    httpRequest(`${url}/api/jobs/stream`, { headers, agent: false }, resolve).on("error", reject).end();
  });
}

async function readStream(
  stream: IncomingMessage,
  tell: (update: Update, at: number) => void,
): Promise<void> {
  let text = "";
  for await (const chunk of stream.setEncoding("utf8")) {
    const at = performance.timeOrigin + performance.now();
    const parts = (text + String(chunk)).split("\n\n");
    text = parts.pop() ?? "";
    for (const part of parts) {
      if (!part.includes("event: status_update")) continue;
      tell(Update.parse(JSON.parse(/^data: ?(.*)$/m.exec(part)?.[1] ?? "")), at);
    }
  }
}

/** What an idle stream adds to the process of the app, in KB; nothing but its size is known of it from outside. */
async function memoryOfStreams(stack: TestStack): Promise<number> {
  const app = appProcessOf(stack);
  const streams: IncomingMessage[] = [];
  const open = async (count: number): Promise<void> => {
    let token = "";
    for (let n = 0; n < count; n++) {
      if (n % mostOfUser === 0) token = await newUser(stack);
      const stream = await openStream(stack, token);
      streams.push(stream.resume());
    }
  };
  await open(mostOfUser * 2);
  const before = app.memoryMb();
  await open(idleStreams);
  const kb = ((app.memoryMb() - before) * 1_024) / idleStreams;
  for (const stream of streams) stream.destroy();
  return kb;
}

async function until(isSo: () => boolean): Promise<void> {
  const last = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > last) throw new Error("Nothing was heard for a minute.");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
