import { PgBoss } from "pg-boss";
import { contest } from "../contestant.ts";

const [databaseUrl, providerUrl] = process.argv.slice(2);
const queue = "ask";
const boss = new PgBoss({ connectionString: databaseUrl, supervise: false, schedule: false, max: 10 });
boss.on("error", (error) => {
  throw error;
});
await boss.start();
await boss.createQueue(queue);

await contest({
  add: (first, count) =>
    boss.insert(
      queue,
      Array.from({ length: count }, (_, n) => ({ data: { n: first + n } })),
    ),
  work: async (count) => {
    const all = Promise.withResolvers();
    let checks = 0;
    await boss.work(
      queue,
      { batchSize: 100, pollingIntervalSeconds: 0.5, localConcurrency: 2 },
      async (jobs) => {
        const again = await Promise.all(
          jobs.map(async ({ data }) => {
            const answer = await fetch(`${providerUrl}/v1/videos/video_${data.n}`);
            const video = await answer.json();
            return video.status === "in_progress" ? [{ data, startAfter: 60 }] : [];
          }),
        );
        await boss.insert(queue, again.flat());
        checks += jobs.length;
        if (checks === count) all.resolve();
      },
    );
    await all.promise;
    await boss.offWork(queue, { wait: true });
    return { checks };
  },
});
process.exit(0);
