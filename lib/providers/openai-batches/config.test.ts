import { expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";

/** The settings of a process that starts with these variables. */
async function configWith(variables: Record<string, string | undefined>) {
  vi.resetModules();
  stubEnvironment(variables);
  return import("./config");
}

test.each([
  [undefined, undefined],
  ["", undefined],
  ["true", true],
  ["false", false],
])(
  "whether images go inside the file is what was said (%o), or left to the app's address",
  async (said, is) => {
    expect((await configWith({ TAG_IMAGES_INLINE: said })).sendsInline()).toBe(is);
  },
);

test("anything else is no answer", async () => {
  const { sendsInline } = await configWith({ TAG_IMAGES_INLINE: "maybe" });
  expect(sendsInline).toThrow("TAG_IMAGES_INLINE: ");
});

test("the model is the setting's, or the usual one", async () => {
  expect((await configWith({})).taggingModel()).toBe("gpt-6-luna");
  expect((await configWith({ TAGS_MODEL: "gpt-7" })).taggingModel()).toBe("gpt-7");
});
