import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";

// Each test has an environment of its own, which a module reads once.
async function load(proxies?: number) {
  vi.resetModules();
  stubEnvironment(proxies === undefined ? {} : { TRUSTED_PROXIES: String(proxies) });
  return import("./client-address");
}

beforeEach(() => vi.unstubAllEnvs());
afterAll(() => vi.unstubAllEnvs());

const by = (forwardedFor?: string) =>
  new Headers(forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor });

test("what a caller writes into the header before the nearest proxy does is not believed", async () => {
  const { clientAddress } = await load();
  expect(clientAddress(by("203.0.113.9"))).toBe("203.0.113.9");
  expect(clientAddress(by("10.0.0.1, 198.51.100.7, 203.0.113.9"))).toBe("203.0.113.9");
});

test("with two proxies of one's own, the caller is whom the outer one saw", async () => {
  const { clientAddress } = await load(2);
  expect(clientAddress(by("10.0.0.1, 203.0.113.9, 192.0.2.4"))).toBe("203.0.113.9");
  expect(clientAddress(by("192.0.2.4"))).toBe("192.0.2.4");
});

test("without a proxy the caller is the connection's other end, which stands last", async () => {
  const { clientAddress } = await load(0);
  expect(clientAddress(by("203.0.113.9"))).toBe("203.0.113.9");
  expect(clientAddress(by("10.0.0.1, ::ffff:203.0.113.9"))).toBe("203.0.113.9");
});

describe("the network of", () => {
  test.each([
    ["an IPv4 address", "203.0.113.9", "203.0.113.9"],
    ["one with a port", "203.0.113.9:4711", "203.0.113.9"],
    ["one within an IPv6 address", "::ffff:203.0.113.9", "203.0.113.9"],
    ["the same in hexadecimal", "::FFFF:cb00:7109", "203.0.113.9"],
    ["an IPv6 address", "2001:db8:1:234:3:4:5:6", "2001:db8:1:200::/56"],
    ["another of the same household", "2001:0DB8:0001:02ff::9", "2001:db8:1:200::/56"],
    ["one of the neighbours", "2001:db8:1:300::9", "2001:db8:1:300::/56"],
    ["one in brackets with a port", "[2001:db8:1:200::9]:4711", "2001:db8:1:200::/56"],
    ["one with zeros in its first half", "2001:db8::1", "2001:db8::/56"],
    ["one with a zone", "fe80::1%eth0.1-a", "fe80::/56"],
    ["loopback", "::1", "::/56"],
    ["a number", "3405803785", "unknown"],
    ["a word", "unknown", "unknown"],
    ["nothing", "", "unknown"],
  ])("%s, %s, is %s", async (_name, forwardedFor, network) => {
    const { clientAddress, networkOf } = await load();
    expect(networkOf(clientAddress(by(forwardedFor)))).toBe(network);
  });
});

test("who has no address at all shares one limit with others like that", async () => {
  const { clientAddress, networkOf } = await load();
  expect(networkOf(clientAddress(by()))).toBe("unknown");
});
