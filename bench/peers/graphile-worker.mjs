import { Logger, makeWorkerUtils, run } from "graphile-worker";
import { Pool } from "pg";
import { contest } from "../contestant.ts";

const [databaseUrl, providerUrl] = process.argv.slice(2);
const pgPool = new Pool({ connectionString: databaseUrl, max: 10, idleTimeoutMillis: 0 });
const orThrow = (error) => {
  throw error;
};
pgPool.on("error", orThrow);
pgPool.on("connect", (client) => client.on("error", orThrow));
const utils = await makeWorkerUtils({ pgPool });
await utils.migrate();

await contest({
  add: (first, count) =>
    utils.addJobs(
      Array.from({ length: count }, (_, n) => ({ identifier: "ask", payload: { n: first + n } })),
    ),
  work: async (count) => {
    const all = Promise.withResolvers();
    let checks = 0;
    const runner = await run({
      pgPool,
      concurrency: 100,
      noHandleSignals: true,
      // A line for each task would be most of what it takes.
      logger: new Logger(() => () => undefined),
      preset: { worker: { localQueue: { size: 500 }, completeJobBatchDelay: 20, failJobBatchDelay: 20 } },
      taskList: {
        async ask({ n }, { addJob }) {
          const answer = await fetch(`${providerUrl}/v1/videos/video_${n}`);
          const video = await answer.json();
          if (video.status === "in_progress")
            await addJob("ask", { n }, { runAt: new Date(Date.now() + 60_000) });
          checks += 1;
          if (checks === count) all.resolve();
        },
      },
    });
    await all.promise;
    await runner.stop();
    return { checks };
  },
});
process.exit(0);
