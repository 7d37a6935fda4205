import { DelayedError, Queue, Worker } from "bullmq";
import { contest } from "../contestant.ts";

const [redisUrl, providerUrl] = process.argv.slice(2);
const { hostname: host, port, password } = new URL(redisUrl);
const connection = { host, port: Number(port), password, maxRetriesPerRequest: null };
const queue = new Queue("ask", { connection });

let checks = 0;
let expected = 0;
let all = Promise.withResolvers();
const worker = new Worker(
  "ask",
  async (job, token) => {
    const answer = await fetch(`${providerUrl}/v1/videos/video_${job.data.n}`);
    const video = await answer.json();
    checks += 1;
    if (checks === expected) all.resolve();
    if (video.status !== "in_progress") return;
    await job.moveToDelayed(Date.now() + 60_000, token);
    throw new DelayedError();
  },
  { connection, concurrency: 100 },
);

await contest({
  add: async (first, count) => {
    await queue.pause();
    await queue.addBulk(Array.from({ length: count }, (_, n) => ({ name: "ask", data: { n: first + n } })));
  },
  work: async (count) => {
    checks = 0;
    expected = count;
    all = Promise.withResolvers();
    await queue.resume();
    await all.promise;
    return { checks };
  },
});
await worker.close();
process.exit(0);
