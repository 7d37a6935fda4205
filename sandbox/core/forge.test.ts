import { expect, test } from "vitest";
import { forge, forgeSignature } from "./forge";

test("a forged callback has another token and the same everything else", () => {
  expect(forge("https://app.test/cb?t=abc&job=1")).toBe("https://app.test/cb?t=fbc&job=1");
  expect(forge("https://app.test/cb?token=fff&x=1")).toBe("https://app.test/cb?token=0ff&x=1");
  expect(forge("https://app.test/cb?job=1&sig=zz")).toBe("https://app.test/cb?job=1&sig=fz");
  expect(forge("https://app.test/cb")).toBe("https://app.test/cb?t=f");
});

test("a forged signature has the form of a genuine one", () => {
  expect(forgeSignature("v1,Qa3=")).toBe("v1,aa3=");
  expect(forgeSignature("ab01")).toBe("bb01");
});
