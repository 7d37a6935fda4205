import { expect, test } from "vitest";
import { providerNames, requireProvider } from "@/lib/providers/registry";
import { providers as simulated } from "@/sandbox/providers";
import { cases } from "../support/cases";
import { storyAtOpenAi } from "../support/story-at-openai";

const sandbox = "http://sandbox.test";

test.each(providerNames)("%s has a case, so that what must hold is tested for it", (name) => {
  expect([...cases, storyAtOpenAi].map((each) => each.provider)).toContain(name);
});

test.each(providerNames)("%s is played by the sandbox where its variables lead there", (name) => {
  const variables = requireProvider(name).simulation?.variables(sandbox, "whsec_x") ?? {};
  const rooms = Object.values(variables)
    .filter((value) => value.startsWith(sandbox))
    .map((value) => new URL(value).pathname.split("/")[1]);
  expect(simulated.map((provider) => provider.name)).toEqual(expect.arrayContaining(rooms));
});
