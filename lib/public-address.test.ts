import { expect, test } from "vitest";
import { isOnTheInternet } from "./public-address";

test.each(["darkroom.example", "darkroom.example.", "app.darkroom.co.uk", "8.8.8.8", "[2606:4700::1111]"])(
  "%s may be on the internet",
  (host) => expect(isOnTheInternet(host)).toBe(true),
);

test.each([
  "localhost",
  "app.localhost",
  "127.0.0.1",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.20",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "[::1]",
  "[fd00::1]",
  "[fe80::1]",
  "[::ffff:10.0.0.1]",
  "darkroom",
  "nas.local",
  "app.internal",
  "APP.Internal.",
  "web.lan",
  "hidden.onion",
  "kubernetes.default.svc",
  "example..com",
  ".example.com",
  "-example-.com",
  `${"a".repeat(64)}.com`,
])("%s is not on the internet", (host) => expect(isOnTheInternet(host)).toBe(false));
