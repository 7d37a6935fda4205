import { randomUUID } from "node:crypto";
import { beforeAll, vi } from "vitest";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { storeUpload } from "@/lib/services/store-upload";
import { signToken } from "./sign-token";
import { useDatabase, type TestDatabase } from "./database";
import { useVirtualClock, virtualClockSql, type VirtualClock } from "./virtual-clock";
import { providersAt, testSecrets, type Person } from "./world";

// Hundreds of lives, and nobody who looks at a list of them: small pictures would take more of the machine than all the rest.
vi.doMock("@/lib/services/draw-small", () => ({
  drawSmall: () => Promise.reject(new Error("Nobody looks at these.")),
}));

/** Where providers are said to be. Nobody is there: a test answers in their place (see answer-calls.ts). */
export const providersUrl = "https://providers.test";

/** A real database and a whole environment in virtual time. */
export interface VirtualWorld {
  db: TestDatabase;
  clock: VirtualClock;
  /** New users, each with so many pictures that are recorded as theirs; the files themselves are one and the same nowhere. */
  newPeople(count: number, pictures: number): Promise<Person[]>;
}

/** Starts one before the tests of a file. */
export function useVirtualWorld(env: Record<string, string> = {}): VirtualWorld {
  const db = useDatabase(virtualClockSql);
  beforeAll(async () => {
    Object.assign(process.env, {
      SUPABASE_URL: db.url,
      SUPABASE_PUBLISHABLE_KEY: db.publishableKey,
      SUPABASE_SECRET_KEY: db.secretKey,
      APP_URL: "https://darkroom.test",
      WEBHOOK_SECRET: testSecrets.webhook,
      ...providersAt(providersUrl),
      LOG_LEVEL: "silent",
      ...env,
    });
    // Supabase Lite prepares its storage at the first upload, and a second one at that moment fails.
    await storeUpload(await db.createUser(), await renderSamplePhoto(1));
  }, 60_000);
  const clock = useVirtualClock(db);
  return { db, clock, newPeople: (count, pictures) => newPeople(db, count, pictures) };
}

async function newPeople({ sql }: TestDatabase, count: number, pictures: number): Promise<Person[]> {
  const people = Array.from({ length: count }, (): Person => {
    const id = randomUUID();
    const images = Array.from({ length: pictures }, (_, index) => `${id}/picture-${index + 1}.jpg`);
    return { id, email: `${id}@darkroom.test`, accessToken: signToken(id), images };
  });
  const users = people.map(({ id, email }) => ({ id, email }));
  const uploads = people.flatMap(({ id, images }) =>
    images.map((path) => ({ path, user_id: id, content_type: "image/jpeg", bytes: 1_000 })),
  );
  await sql`insert into auth.users ${sql(users)}`;
  if (uploads.length > 0) await sql`insert into public.uploads ${sql(uploads)}`;
  return people;
}
