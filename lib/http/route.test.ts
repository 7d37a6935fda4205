import { expect, test } from "vitest";
import { methodsBesides } from "./route";

test("a route refuses methods that it does not have with 405, Allow and a problem, and OPTIONS names those it has", async () => {
  const { DELETE, OPTIONS } = methodsBesides("GET", "POST");
  const allow = "GET, HEAD, OPTIONS, POST";
  const refused = await DELETE();
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, allow]);
  expect(await refused.json()).toMatchObject({ status: 405, code: "method_not_allowed" });
  const named = await OPTIONS();
  expect([named.status, named.headers.get("allow")]).toEqual([204, allow]);
});

test("a route without GET has no HEAD either", async () => {
  const { GET } = methodsBesides("POST");
  expect((await GET()).headers.get("allow")).toBe("OPTIONS, POST");
});
