import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from "idb";

/** A file on its way into the library, as the browser keeps it. */
export interface KeptImage {
  id: string;
  /** Its place among the others. */
  at: number;
  name: string;
  size: number;
  lastModified: number;
  /** Left out where the browser is to keep no more of them. */
  file: File | null;
  /** Why it was refused. */
  refusal: string | null;
}

/** What of a queue outlasts its page. Every call throws where the browser keeps nothing, or has no more room. */
export interface QueueStore {
  /** What is before the queue, in its order, and the fingerprints of what is behind it. */
  read(): Promise<{ images: KeptImage[]; done: string[] }>;
  keep(images: readonly KeptImage[]): Promise<void>;
  finish(id: string, fingerprint: string): Promise<void>;
  forget(ids: readonly string[]): Promise<void>;
  /** What is behind the queue is no longer known. */
  forgetDone(): Promise<void>;
}

interface Schema extends DBSchema {
  images: { key: string; value: KeptImage; indexes: { at: number } };
  done: { key: string; value: string };
}

const nameOf = (owner: string) => `darkroom-library-${owner}`;

/** The queue of one person in this browser. */
export function browserStore(owner: string): QueueStore {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const database = () =>
    (opened ??= openDB<Schema>(nameOf(owner), 1, {
      // Whoever signs out in another tab takes it away.
      blocking: (_from, _to, { target }) => (target as IDBDatabase).close(),
      upgrade(fresh) {
        fresh.createObjectStore("images", { keyPath: "id" }).createIndex("at", "at");
        fresh.createObjectStore("done");
      },
    }));
  return {
    async read() {
      const db = await database();
      return { images: await db.getAllFromIndex("images", "at"), done: await db.getAllKeys("done") };
    },
    async keep(images) {
      const { store, done } = (await database()).transaction("images", "readwrite");
      await Promise.all([...images.map((image) => store.put(image)), done]);
    },
    async finish(id, fingerprint) {
      const transaction = (await database()).transaction(["images", "done"], "readwrite");
      await Promise.all([
        transaction.objectStore("images").delete(id),
        transaction.objectStore("done").put(id, fingerprint),
        transaction.done,
      ]);
    },
    async forget(ids) {
      const { store, done } = (await database()).transaction("images", "readwrite");
      await Promise.all([...ids.map((id) => store.delete(id)), done]);
    },
    async forgetDone() {
      await (await database()).clear("done");
    },
  };
}

/** A tab that the browser has frozen keeps its connection, and what it is connected to. */
const longestWaitMs = 2_000;

/**
 * Takes away what a browser keeps of somebody's queue. Never throws: where it keeps nothing, nothing is to be taken away.
 * After two seconds it is left to the browser, which takes it away once no other tab holds it.
 */
export async function dropStore(owner: string): Promise<void> {
  const longEnough = Promise.withResolvers<void>();
  const timer = setTimeout(longEnough.resolve, longestWaitMs);
  try {
    await Promise.race([deleteDB(nameOf(owner)), longEnough.promise]);
  } catch {
    // Refused, as in a private window.
  } finally {
    clearTimeout(timer);
  }
}
