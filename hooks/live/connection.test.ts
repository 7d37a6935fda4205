import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError } from "@/hooks/api";
import { updateFixture } from "@/tests/support/status-update";
import { Connection } from "./connection";
import type { Place } from "./messages";
import type { SourceListener } from "./source";
import { StreamEnded } from "./stream-source";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A connection, and each source that it opened: where from, and whether it is closed. */
function aConnection(place: Place | null = null) {
  const opened: { since: string | null; isClosed: boolean; says: SourceListener }[] = [];
  const states: string[] = [];
  const told: number[] = [];
  const connection = new Connection(
    (says) => {
      const source = { since: null as string | null, isClosed: false, says };
      return {
        open: (since) => opened.push(Object.assign(source, { since })),
        close: () => (source.isClosed = true),
      };
    },
    "ada",
    place,
    { onUpdate: ({ id }) => told.push(id), onState: (state) => states.push(state) },
  );
  const last = () => {
    const source = opened.at(-1);
    if (!source) throw new Error("Nothing was opened.");
    return source;
  };
  /** The last source connects, and has told what was missed. */
  const goLive = () => {
    last().says.onState({ state: "catching_up", userId: "ada" });
    last().says.onState({ state: "live", isWhole: last().since !== null, isWatched: true });
  };
  const end = (error: unknown = new StreamEnded("closed")) => last().says.onState({ state: "ended", error });
  const look = async (ms: number) => {
    for (let at = 0; at < ms; at += 5_000) {
      await vi.advanceTimersByTimeAsync(5_000);
      connection.look();
    }
  };
  return { connection, opened, states, told, last, goLive, end, look };
}

const lost = new ApiError("", 0, "unreachable");

describe("where it goes on", () => {
  test("after the last update it told, or the last place it was given", async () => {
    const { connection, last, goLive, end, told } = aConnection();
    connection.open();
    expect(last().since).toBeNull();
    goLive();
    last().says.onUpdate(updateFixture({ id: 7 }), "c7");
    end();
    await vi.advanceTimersByTimeAsync(5_000);
    expect([told, last().since]).toEqual([[7], "c7"]);
    last().says.onCursor("c9");
    end();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(last().since).toBe("c9");
  });

  test.each([new ApiError("", 400, "invalid_cursor"), new StreamEnded("too_old")])(
    "from now on where there is no going on (%s), at once, and another era says that something was missed",
    async (error) => {
      const { connection, last, goLive, end } = aConnection({ cursor: "gone", era: "first" });
      connection.open();
      expect(last().since).toBe("gone");
      end(error);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(last().since).toBeNull();
      last().says.onCursor("new");
      // A tab may take over before it is through.
      expect(connection.place).toMatchObject({ cursor: "new" });
      expect(connection.place.era).not.toBe("first");
      goLive();
      expect(connection.place.era).not.toBe("first");
    },
  );

  test("in the same era while each source went on where the last left off, in another where it did not", async () => {
    const { connection, last, goLive, end } = aConnection();
    connection.open();
    last().says.onCursor("c1");
    // Cut before it was through: nobody has asked for what is shown in this era yet.
    end(lost);
    await vi.advanceTimersByTimeAsync(5_000);
    goLive();
    const first = connection.place.era;
    end();
    await vi.advanceTimersByTimeAsync(30_000);
    goLive();
    expect(connection.place.era).toBe(first);
    last().says.onState({ state: "live", isWhole: false, isWatched: false });
    expect(connection.place.era).not.toBe(first);
  });
});

describe("when it opens another", () => {
  test("a server that ends its stream is called again within a second, and nobody need know", async () => {
    const { connection, opened, states, goLive, end } = aConnection();
    connection.open();
    goLive();
    await vi.advanceTimersByTimeAsync(200_000);
    states.length = 0;
    end(new StreamEnded("time"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(opened).toHaveLength(2);
    goLive();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(new Set(states)).toEqual(new Set(["live"]));
  });

  test("one that stays away is down as soon as a call fails, and is called ever more seldom", async () => {
    const { connection, opened, goLive, end } = aConnection();
    connection.open();
    goLive();
    await vi.advanceTimersByTimeAsync(200_000);
    end();
    await vi.advanceTimersByTimeAsync(1_000);
    for (let failures = 0; failures < 20; failures += 1) {
      end(lost);
      expect(connection.state).toBe("down");
      const calls = opened.length;
      await vi.advanceTimersByTimeAsync(37_500);
      expect(opened).toHaveLength(calls + 1);
    }
    goLive();
    expect(connection.state).toBe("live");
  });

  test("one that takes too long is not live any more", async () => {
    const { connection, goLive, end } = aConnection();
    connection.open();
    goLive();
    await vi.advanceTimersByTimeAsync(200_000);
    end();
    await vi.advanceTimersByTimeAsync(3_500);
    expect(connection.state).toBe("catching_up");
  });

  test("one that is cut as soon as it is live is called no more often than one that is away", async () => {
    const { connection, opened, goLive, end } = aConnection();
    connection.open();
    for (let passed = 0; passed < 120; passed += 1) {
      if (!opened.at(-1)?.isClosed) {
        goLive();
        end();
      }
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(opened.length).toBeLessThan(12);
  });

  test("whoever is signed in no more is not called again; what refuses for another reason is, after a minute", async () => {
    const { connection, opened, end } = aConnection();
    connection.open();
    end(new ApiError("", 404, "not_found"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(opened).toHaveLength(2);
    end(new ApiError("", 401, "unauthorized"));
    expect(connection.state).toBe("over");
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(opened).toHaveLength(2);
  });
});

describe("a connection that only seems to be open", () => {
  test("is given up once not even a comment came for two of them, and kept while they come", async () => {
    const { connection, opened, last, goLive, look } = aConnection();
    connection.open();
    goLive();
    for (let beats = 0; beats < 20; beats += 1) {
      await look(15_000);
      last().says.onSign();
    }
    expect(opened).toHaveLength(1);
    await look(40_000);
    expect(opened.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  test("is opened anew as soon as the machine wakes up, and when the network has come back", async () => {
    const { connection, opened, goLive } = aConnection();
    connection.open();
    goLive();
    vi.setSystemTime(Date.now() + 3_600_000);
    connection.look();
    expect(opened).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(connection.state).toBe("catching_up");
    goLive();
    // Ten tabs say so.
    for (let tab = 0; tab < 10; tab += 1) connection.renew();
    expect(opened).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(connection.state).toBe("catching_up");
  });
});

test("what a source says that was left is not heard", () => {
  const { connection, opened, told, states } = aConnection();
  connection.open();
  connection.open();
  states.length = 0;
  opened[0]?.says.onUpdate(updateFixture(), "c1");
  opened[0]?.says.onCursor("c2");
  opened[0]?.says.onState({ state: "live", isWhole: true, isWatched: true });
  expect([told, states, connection.place.cursor]).toEqual([[], [], null]);
});

test("a connection that is somebody else's is ended before it tells anything", () => {
  const { connection, last, states } = aConnection();
  connection.open();
  last().says.onState({ state: "catching_up", userId: "bob" });
  expect([states, last().isClosed]).toEqual([["over"], true]);
});

test("somebody else's updates are told to nobody, and end it", () => {
  const { connection, last, told } = aConnection();
  connection.open();
  last().says.onUpdate(updateFixture({ userId: "bob" }), "c1");
  expect([told, connection.state, last().isClosed]).toEqual([[], "over", true]);
});
