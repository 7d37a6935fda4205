import { beforeEach, expect, test, vi } from "vitest";
import { DatabaseError } from "./database-error";
import { emptyFolder } from "./storage";

/** A storage as the hosted one is: it lists what lies in a folder, 500 at once, and what is a folder has no id. */
const storage = vi.hoisted(() => ({ files: new Set<string>(), keeps: false, lists: 0 }));
const now = new Date();
const earlier = new Date(+now - 60_000);
const later = new Date(+now + 60_000);
vi.mock("./service-client", () => ({
  serviceClient: () => ({
    storage: {
      from: () => ({
        list: async (path: string, { limit, offset }: { limit: number; offset: number }) => {
          storage.lists += 1;
          if (storage.lists > 5_000) throw new Error("It goes on for ever.");
          const inside = [...storage.files].filter((file) => file.startsWith(`${path}/`)).toSorted();
          const entries = new Map(
            inside.map((file) => {
              const [name = "", ...rest] = file.slice(path.length + 1).split("/");
              const storedAt = file.endsWith("later") ? later : earlier;
              return [name, { name, id: rest.length > 0 ? null : file, created_at: storedAt.toISOString() }];
            }),
          );
          return { data: [...entries.values()].slice(offset, offset + limit), error: null };
        },
        remove: async (paths: string[]) => {
          if (!storage.keeps) for (const path of paths) storage.files.delete(path);
          return { error: null };
        },
      }),
    },
  }),
}));

beforeEach(() => {
  storage.files.clear();
  Object.assign(storage, { keeps: false, lists: 0 });
});

test("a folder is emptied of all that is in it and in those below, however many, and no other is", async () => {
  for (let n = 0; n < 1_201; n++) storage.files.add(`user/job/operation-${n % 601}/picture-${n}.png`);
  storage.files.add("user/job/answer");
  storage.files.add("user/job-2/answer");
  expect(await emptyFolder("artifacts", "user/job/", now)).toBe(true);
  expect([...storage.files]).toEqual(["user/job-2/answer"]);
});

test("what was stored later stays, and keeps nothing of before from being found", async () => {
  for (let n = 0; n < 1_201; n++) {
    storage.files.add(`user/${n}-later`);
    storage.files.add(`user/${n}`);
    if (n % 400 === 0) storage.files.add(`user/job-${n}/later`).add(`user/job-${n}/picture.png`);
  }
  expect(await emptyFolder("artifacts", "user/", now)).toBe(false);
  expect(storage.files.size).toBe(1_201 + 4);
  expect([...storage.files].filter((file) => !file.endsWith("later"))).toEqual([]);
});

test("what lies deeper than anything of ours is said, and not looked at for ever", async () => {
  for (let n = 0; n < 600; n++) storage.files.add(`user/job/operation/odd/folder-${n}/picture.png`);
  await expect(emptyFolder("artifacts", "user/", now)).rejects.toBeInstanceOf(DatabaseError);
});

test("a storage that removes nothing is not asked for ever", async () => {
  storage.keeps = true;
  storage.files.add("user/job/answer");
  await expect(emptyFolder("artifacts", "user/", now)).rejects.toBeInstanceOf(DatabaseError);
});
