import { createServer, type AddressInfo } from "node:net";
import undici from "undici";
import { describe, expect, test, vi } from "vitest";
import { innerAddresses, innerHosts, innerNames, noHosts } from "@/tests/support/inner-places";
import { nameServer, useRecorder, type Names } from "@/tests/support/recording-wires";
import { guardedFetch, guardedFetchBy, InnerAddress, UnsafeLink } from "./guarded-fetch";
import { isLoopback, isPublic } from "./public-address";

const recorder = useRecorder((request, response) => {
  response.setHeader("connection", request.url === "/kept" ? "keep-alive" : "close");
  response.end(`file of ${request.headers.host}`);
});

const elsewhere: Names = (hostname) => (/inner/.test(hostname) ? ["10.0.0.1"] : ["93.184.215.14"]);

/** Tries each of these links, guarded; gives who was dialled, and what came of it. */
async function tried(links: readonly string[], names: Names, mayBeLocal = false) {
  const { wires, dialled } = recorder.wires(names);
  const get = guardedFetchBy(wires);
  const answers: unknown[] = [];
  for (const link of links) {
    const answer = get(new URL(link), {}, { mayBeLocal }).then((response) => response.text());
    answers.push(await answer.catch((error: unknown) => error));
  }
  return { dialled, answers };
}

const refused = (answers: readonly unknown[]) =>
  answers.every((answer) => answer instanceof UnsafeLink || answer instanceof InnerAddress);

describe("an inner address is never dialled", () => {
  const links = innerHosts.map((host) => `https://${host}/file`);

  test("in any of its spellings, of which each would lead there", async () => {
    expect(links.length).toBeGreaterThanOrEqual(150);
    const { wires, dialled } = recorder.wires(() => []);
    const dispatcher = new undici.Agent({ connect: wires.buildConnector() });
    for (const link of links) await (await undici.fetch(link, { dispatcher })).text();
    expect(dialled.filter((address) => isPublic(address))).toEqual([]);
    expect(dialled).toHaveLength(links.length);

    const guarded = await tried(links, () => []);
    expect(guarded.dialled).toEqual([]);
    expect(refused(guarded.answers)).toBe(true);
  });

  test("for a provider that is on this machine either, but this machine's own", async () => {
    const clear = links.map((link) => link.replace("https:", "http:"));
    const { dialled, answers } = await tried([...links, ...clear], () => [], true);
    expect(dialled.filter((address) => !isLoopback(address))).toEqual([]);
    expect(dialled.length).toBeGreaterThan(70);
    expect(answers.filter((answer) => typeof answer === "string")).toHaveLength(dialled.length);
    expect(refused(answers.filter((answer) => typeof answer !== "string"))).toBe(true);
  });

  test("by a name that only networks have", async () => {
    const { dialled, answers } = await tried(
      innerNames.map((host) => `https://${host}/file`),
      // Whatever it leads to: of these names not even that is asked.
      () => ["93.184.215.14"],
    );
    expect(dialled).toEqual([]);
    expect(answers.every((answer) => answer instanceof UnsafeLink)).toBe(true);
  });

  test.each(innerAddresses)("by a name that leads to %s, alone or among others", async (address) => {
    for (const found of [[address], ["93.184.215.14", address], [address, "2606:4700::1111"]]) {
      const { dialled, answers } = await tried(["https://cdn.test/file"], () => found);
      expect(dialled).toEqual([]);
      expect(answers).toEqual([expect.any(InnerAddress)]);
    }
  });

  test.each(noHosts)("nor is %s one that a link can have", (host) => {
    expect(URL.parse(`https://${host}/file`)).toBeNull();
  });

  test("by a name that led elsewhere a moment ago, and will again", async () => {
    for (const first of [0, 1]) {
      const names: Names = (_name, nth) => [(nth + first) % 2 === 1 ? "93.184.215.14" : "127.0.0.1"];
      const links = Array.from({ length: 10 }, (_, n) => `https://cdn.test/${n}`);
      const { dialled, answers } = await tried(links, names);
      expect(dialled).toEqual(Array.from({ length: 5 }, () => "93.184.215.14"));
      expect(answers.filter((answer) => answer instanceof InnerAddress)).toHaveLength(5);
    }
  });

  test("nor is any but this machine's own in the clear, whatever its name leads to", async () => {
    const { dialled, answers } = await tried(["http://files.localhost/"], elsewhere, true);
    expect(dialled).toEqual([]);
    expect(answers).toEqual([expect.any(InnerAddress)]);
  });

  test("over a connection that was made for another, who may", async () => {
    const { wires, dialled } = recorder.wires(() => ["127.0.0.1"]);
    const get = guardedFetchBy(wires);
    const link = new URL("https://cdn.test/kept");
    const asked = async (mayBeLocal: boolean) => (await get(link, {}, { mayBeLocal })).text();
    const isTakenUp = async () => {
      const before = dialled.length;
      expect(await asked(true)).toBe("file of cdn.test");
      return dialled.length === before;
    };
    await expect.poll(isTakenUp).toBe(true);
    await expect(asked(false)).rejects.toBeInstanceOf(InnerAddress);
  });
});

describe("what is not called, wherever it leads", () => {
  test.each([
    "http://cdn.test/file",
    "http://93.184.215.14/file",
    "ftp://cdn.test/file",
    "ws://cdn.test/file",
    "file:///etc/hostname",
    "data:text/plain,file",
    "https://user@cdn.test/file",
    "https://user:secret@cdn.test/file",
    "https://:secret@cdn.test/file",
    "https://127.0.0.1@cdn.test/file",
    "https://cdn.test@127.0.0.1/file",
    "https://cdn.test%40127.0.0.1@[::1]/file",
    String.raw`https:\\cdn.test@10.0.0.1\file`,
    "https:127.0.0.1@cdn.test",
  ])("%s", async (link) => {
    for (const mayBeLocal of [false, true]) {
      const { dialled, answers } = await tried([link], elsewhere, mayBeLocal);
      expect(dialled).toEqual([]);
      expect(answers).toEqual([expect.any(UnsafeLink)]);
    }
  });
});

describe("a place on the internet is called", () => {
  test.each([
    ["https://cdn.test/file", "93.184.215.14"],
    ["https://cdn.test./file", "93.184.215.14"],
    ["https://cdn.test:8443/file", "93.184.215.14"],
    ["https://10.example.com/file", "93.184.215.14"],
    ["https://127.0.0.1.nip.test/file", "93.184.215.14"],
    ["https://localhost.evil.test/file", "93.184.215.14"],
    ["https://xn--lcalhost-54a.test/file", "93.184.215.14"],
    [String.raw`https:\\cdn.test\file`, "93.184.215.14"],
    ["https://cdn.test\\@10.0.0.1/file", "93.184.215.14"],
    ["https://cdn.test#@10.0.0.1/file", "93.184.215.14"],
    ["https://8.8.8.8/file", "8.8.8.8"],
    ["https://134744072/file", "8.8.8.8"],
    ["https://172.32.0.1/file", "172.32.0.1"],
    ["https://100.128.0.1/file", "100.128.0.1"],
    ["https://168.63.129.17/file", "168.63.129.17"],
    ["https://[2606:4700::1111]/file", "2606:4700::1111"],
    ["https://[::ffff:8.8.8.8]/file", "::ffff:808:808"],
    ["https://[64:ff9b::8.8.8.8]/file", "64:ff9b::808:808"],
  ])("%s", async (link, address) => {
    const { dialled, answers } = await tried([link], elsewhere);
    expect(dialled).toEqual([address]);
    expect(answers).toEqual([`file of ${new URL(link).host}`]);
  });

  test("at any of the addresses that its name has", async () => {
    const both = ["93.184.215.14", "2606:4700::1111"];
    expect((await tried(["https://cdn.test/file"], () => both)).dialled).toEqual(both);
  });
});

describe("on real sockets", () => {
  /** A server that nobody should reach, by the name that a resolver gives it. */
  async function withCanary(run: (port: number, reached: () => number) => Promise<void>) {
    let reached = 0;
    const canary = createServer((socket) => {
      reached++;
      socket.on("error", () => {});
      socket.end("HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nhere");
    });
    await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
    await run((canary.address() as AddressInfo).port, () => reached);
    canary.close();
  }

  const { buildConnector } = undici;
  const here = guardedFetchBy({ lookup: nameServer(() => ["127.0.0.1"]), buildConnector });

  test("neither a name nor an address of this machine is reached, but for a provider that is here", async () => {
    await withCanary(async (port, reached) => {
      for (const host of ["cdn.test", "127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "localhost"]) {
        for (const protocol of ["http", "https"]) {
          const asking = here(new URL(`${protocol}://${host}:${port}/`), {}, { mayBeLocal: false });
          expect(refused([await asking.catch((error: unknown) => error)])).toBe(true);
        }
      }
      expect(reached()).toBe(0);

      const response = await here(new URL(`http://files.localhost:${port}/`), {}, { mayBeLocal: true });
      expect(await response.text()).toBe("here");
      // It does not speak TLS, but it was called.
      const named = here(new URL(`https://cdn.test:${port}/`), {}, { mayBeLocal: true });
      await expect(named).rejects.toThrow("fetch failed");
      expect(reached()).toBe(2);
    });
  });

  test("where nobody answers, fetch's own error says why", async () => {
    const lookup = nameServer(() => []);
    const asking = guardedFetchBy({ lookup, buildConnector })(
      new URL("https://cdn.test/"),
      {},
      { mayBeLocal: false },
    );
    await expect(asking).rejects.toMatchObject({ name: "TypeError", cause: { code: "ENOTFOUND" } });
  });

  test("an answer that nobody reads lets go of its connection", async () => {
    let isOpen = false;
    const server = createServer((socket) => {
      isOpen = true;
      socket.on("error", () => {}).on("close", () => (isOpen = false));
      socket.resume();
      socket.write("HTTP/1.1 200 OK\r\n\r\nit goes on");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const link = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const leave = [
      (response: Response) => void response.body?.cancel(),
      (_response: Response, controller: AbortController) => controller.abort(),
    ];
    for (const leaving of leave) {
      const controller = new AbortController();
      const response = await guardedFetch(link, { signal: controller.signal }, { mayBeLocal: true });
      expect(isOpen).toBe(true);
      leaving(response, controller);
      await vi.waitFor(() => expect(isOpen).toBe(false));
    }
    server.close();
  });
});
