import { expect, test } from "vitest";
import { bench } from "../test-bench";

const doors = [
  ["/astria/tunes", "Bearer", "sd_mine", /sign in/],
  ["/openai/v1/models", "Bearer", "sk-mine", /API key/],
  ["/fal/fal-ai/veo3.1/requests/none/status", "Key", "id:secret", /No user found|Authentication is required/],
] as const;

test.each(doors)(
  "%s opens to the sandbox's key and to one of its own form, and to no other",
  async (path, scheme, own, words) => {
    const b = bench();
    const knock = (authorization: string) => b.request("GET", path, undefined, b.sandbox, { authorization });
    for (const key of ["sandbox", own]) expect((await knock(`${scheme} ${key}`)).status).not.toBe(401);
    const bad = ["wrong", "", "fal_mine", "sandbox2", `x${own.slice(0, 2)}`].map((key) =>
      `${scheme} ${key}`.trim(),
    );
    for (const authorization of [...bad, "", `Basic ${own}`]) {
      const refused = await knock(authorization);
      expect([authorization, refused.status]).toEqual([authorization, 401]);
      expect(await refused.text()).toMatch(words);
    }
  },
);

test.each(doors)(
  "the fault 401 refuses a right key at %s, in the provider's words",
  async (path, _scheme, _own, words) => {
    const b = bench({ faults: "401*1" });
    const refused = await b.request("GET", path);
    expect([refused.status, await refused.text()]).toEqual([401, expect.stringMatching(words)]);
    expect((await b.request("GET", path)).status).not.toBe(401);
  },
);
