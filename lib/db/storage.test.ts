import { beforeEach, expect, test, vi } from "vitest";
import { DatabaseError } from "./database-error";
import { emptyFolder } from "./storage";

/** A storage as the hosted one is: it lists what lies in a folder, 500 at once, and what is a folder has no id. */
const storage = vi.hoisted(() => ({ files: new Set<string>(), keeps: false, lists: 0 }));
vi.mock("./service-client", () => ({
  serviceClient: () => ({
    storage: {
      from: () => ({
        list: async (path: string, { limit }: { limit: number }) => {
          storage.lists += 1;
          if (storage.lists > 5_000) throw new Error("It goes on for ever.");
          const inside = [...storage.files].filter((file) => file.startsWith(`${path}/`));
          const entries = new Map(
            inside.map((file) => {
              const [name = "", ...rest] = file.slice(path.length + 1).split("/");
              return [name, { name, id: rest.length > 0 ? null : file }];
            }),
          );
          return { data: [...entries.values()].slice(0, limit), error: null };
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
  await emptyFolder("artifacts", "user/job/");
  expect([...storage.files]).toEqual(["user/job-2/answer"]);
});

test("what lies deeper than anything of ours is said, and not looked at for ever", async () => {
  for (let n = 0; n < 600; n++) storage.files.add(`user/job/operation/odd/folder-${n}/picture.png`);
  await expect(emptyFolder("artifacts", "user/")).rejects.toBeInstanceOf(DatabaseError);
});

test("a storage that removes nothing is not asked for ever", async () => {
  storage.keeps = true;
  storage.files.add("user/job/answer");
  await expect(emptyFolder("artifacts", "user/")).rejects.toBeInstanceOf(DatabaseError);
});
