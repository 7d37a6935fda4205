import { startProxy, type ProxiedCall } from "./proxy";

/** A create call as the proxy before a provider saw it. Moments in milliseconds since 1970. */
export interface SeenCreate {
  /** Its path and body: whatever names whose it is. */
  words: string;
  madeAt: number;
  /** When the provider had answered it, and when its caller had that answer in full; `null` if that never came to be. */
  answeredAt: number | null;
  handedOnAt: number | null;
}

export interface CreateWatch {
  readonly url: string;
  readonly creates: readonly SeenCreate[];
  /** Resolves once another create has come in, or another answer to one has been handed on. */
  next(what: "create" | "answer"): Promise<void>;
  close(): Promise<void>;
}

const createCalls = /^POST .*\/(tunes|prompts|videos|responses|batches|fal\/.+)(\?.*)?$/;

/** Stands before a provider, passes everything on, and notes every create call and when its answer was handed on. */
export async function watchCreates(target: string): Promise<CreateWatch> {
  const seen = new Map<ProxiedCall, SeenCreate>();
  const next = { create: Promise.withResolvers<void>(), answer: Promise.withResolvers<void>() };
  const happened = (what: keyof typeof next): void => {
    next[what].resolve();
    next[what] = Promise.withResolvers();
  };
  const proxy = await startProxy(target, {
    onRequest(call) {
      if (!createCalls.test(`${call.method} ${call.path}`)) return;
      const words = `${call.path} ${call.body.toString("latin1")}`;
      seen.set(call, { words, madeAt: Date.now(), answeredAt: null, handedOnAt: null });
      happened("create");
    },
    onResponse(call) {
      const create = seen.get(call);
      if (create) create.answeredAt = Date.now();
    },
    onHandedOn(call) {
      const create = seen.get(call);
      if (!create) return;
      create.handedOnAt = Date.now();
      happened("answer");
    },
  });
  return {
    url: proxy.url,
    get creates() {
      return [...seen.values()];
    },
    next: (what) => next[what].promise,
    close: () => proxy.close(),
  };
}
