import { beforeEach, describe, expect, test, vi } from "vitest";
import type { LeftoverWork } from "@/lib/db/leftovers";
import type { Found, Provider } from "@/lib/providers/provider";
import { ProviderError } from "@/lib/providers/provider-error";
import { providerNamed } from "@/lib/providers/registry";
import { isIdle, isOver, stopAndRemove } from "./remove-work";

vi.mock("@/lib/db/taken-refs", () => ({ takenRefs: async () => new Set() }));
vi.mock("@/lib/providers/registry", () => ({
  providerNames: [],
  providerNamed: vi.fn<() => Partial<Provider> | undefined>(),
}));

const asked: string[] = [];
const failure = (code: "not_found" | "unavailable", message: string) =>
  new ProviderError(code, message, { retryable: true, mayHaveWorked: false });
const call = (name: string, error?: Error) => async (ref: string) => {
  asked.push(`${name} ${ref}`);
  if (error) throw error;
  return "canceled" as never;
};
/** A provider that offers no more than this. */
const offers = (port: Partial<Provider>) => vi.mocked(providerNamed).mockReturnValue(port as Provider);
const work = (more: Partial<LeftoverWork> = {}): LeftoverWork => ({
  operationId: "op",
  provider: "somebody",
  providerRef: "one",
  isUnderWay: true,
  startedAt: new Date(),
  tries: 1,
  ...more,
});

beforeEach(() => {
  asked.length = 0;
});

describe("work of a deleted job", () => {
  test("is removed though it could not be stopped, of which is told after that", async () => {
    offers({ cancel: call("cancel", failure("unavailable", "busy")), remove: call("remove") });
    await expect(stopAndRemove(work())).rejects.toThrow("busy");
    expect(asked).toEqual(["cancel one", "remove one"]);
  });

  test("is not given up while one of its two calls may yet do something", async () => {
    const never = new ProviderError("unavailable", "no such call", {
      retryable: false,
      mayHaveWorked: false,
      isUnsupported: true,
    });
    const busy = failure("unavailable", "busy");
    const troubleOf = (): Promise<unknown> => stopAndRemove(work()).catch((error: unknown) => error);
    offers({ cancel: call("cancel", never), remove: call("remove", busy) });
    expect(await troubleOf()).toBe(busy);
    offers({ cancel: call("cancel", busy), remove: call("remove", never) });
    expect(await troubleOf()).toBe(busy);
    offers({ cancel: call("cancel", never), remove: call("remove", never) });
    expect(isOver(await troubleOf())).toBe(true);
  });

  test("that is not there any more is as good as stopped and removed", async () => {
    const gone = failure("not_found", "gone");
    offers({ cancel: call("cancel", gone), remove: call("remove", gone) });
    await stopAndRemove(work());
    expect(asked).toHaveLength(2);
  });

  test("at a provider that nobody here knows is not taken for done", async () => {
    vi.mocked(providerNamed).mockReturnValue(undefined);
    expect(isIdle(work())).toBe(false);
    await expect(stopAndRemove(work())).rejects.toThrow("somebody");
  });

  test("needs nothing done where its provider can neither stop what runs nor remove what it keeps", () => {
    offers({ cancel: call("cancel") });
    expect([isIdle(work()), isIdle(work({ isUnderWay: false }))]).toEqual([false, true]);
    offers({ remove: call("remove") });
    expect(isIdle(work({ isUnderWay: false }))).toBe(false);
    offers({});
    expect([isIdle(work()), isIdle(work({ providerRef: null }))]).toEqual([true, false]);
  });
});

describe("a start that nobody heard the end of", () => {
  const looked = (found: Found) => offers({ remove: call("remove"), findForgotten: async () => found });
  const lost = (tries: number) => work({ providerRef: null, tries });

  test("that began something has that removed", async () => {
    looked({ type: "found", started: { ref: "two", observation: null } });
    await stopAndRemove(lost(1));
    expect(asked).toEqual(["remove two"]);
  });

  test("is done with where a list shows other work and not this, and at the third look where it shows none", async () => {
    looked({ type: "absent", isVouched: true });
    await stopAndRemove(lost(1));
    looked({ type: "absent", isVouched: false });
    await expect(stopAndRemove(lost(2))).rejects.toThrow("nobody can say");
    await stopAndRemove(lost(3));
    looked({ type: "unprovable" });
    await expect(stopAndRemove(lost(9))).rejects.toThrow("nobody can say");
    expect(asked).toEqual([]);
  });
});
