import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { addAssets } from "../support/many-assets";
import { runTagger } from "../support/tagger";
import { useWorld } from "../support/world";

const world = useWorld();

const byLink = { TAG_IMAGES_INLINE: "false" };
const inline = { TAG_IMAGES_INLINE: "true" };

/** The process grows by less than that, at its peak, beyond what it takes for ten images. */
const mostMb = 100;

async function libraryOf(count: number, pictureBytes?: number) {
  const user = await world.newUser(0);
  const ids = await addAssets(world.db.sql, user.id, count, pictureBytes);
  return { user, databaseUrl: world.db.url, warmUp: ids.slice(0, 10) };
}

test("5,000 images are tagged with fewer than 30 calls to the database", async () => {
  const { user, databaseUrl } = await libraryOf(5_000);
  const { jobId, calls } = await runTagger({ user, databaseUrl, env: byLink });
  expect(await world.read(jobId)).toMatchObject({ status: "completed", output: { tagged: 5_000 } });
  const count = [...calls.values()].reduce((sum, of) => sum + of.count, 0);
  process.stdout.write(`5,000 images: ${count} calls\n`);
  expect(count).toBeLessThan(30);
}, 60_000);

// When garbage is collected is a matter of how busy the machine is: what one run of three shows is enough.
test("10,000 lines go out and come back in bounded memory", { retry: 2 }, async () => {
  const run = await runTagger({ ...(await libraryOf(10_010)), env: byLink });
  expect(await world.read(run.jobId)).toMatchObject({ status: "completed", output: { tagged: 10_000 } });
  process.stdout.write(`10,000 lines: ${run.buildingMb} MB more to build, ${run.readingMb} MB to read\n`);
  expect(run.buildingMb).toBeLessThan(mostMb);
  expect(run.readingMb).toBeLessThan(mostMb);
});

test("a file of 190 MB with the pictures inside is built and sent in bounded memory", async () => {
  const picture = randomBytes(47_000);
  const library = await libraryOf(2_910, picture.length);
  const run = await runTagger({ ...library, env: inline, picture, isBuildingOnly: true });
  const sent = await bytesOfLastFile();
  process.stdout.write(`${Math.round(sent / 1e6)} MB inline: ${run.buildingMb} MB more to build\n`);
  expect(sent).toBeGreaterThan(180e6);
  expect(run.buildingMb).toBeLessThan(mostMb);
}, 60_000);

async function bytesOfLastFile(): Promise<number> {
  const answer = await fetch(`${world.provider.url}/openai/v1/files?purpose=batch&limit=1`, {
    headers: { authorization: "Bearer sk-tests" },
  });
  const { data } = (await answer.json()) as { data: Array<{ bytes: number }> };
  return data[0]?.bytes ?? 0;
}
