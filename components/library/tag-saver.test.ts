import { expect, test } from "vitest";
import { edited } from "@/hooks/tag-edit";
import type { AssetView } from "@/lib/jobs/asset-view";
import { TagSaver, withUnsaved, type UnsavedTags } from "./tag-saver";

const asset = (id: string, tags: string[]) => ({ id, tags }) as AssetView;

const adding = (...added: string[]) => ({ added, removed: [] });

/** A library whose server answers when it is told to. */
function library(...assets: AssetView[]) {
  const state = {
    known: assets,
    unsaved: new Map() as UnsavedTags,
    has: new Map(assets.map(({ id, tags }) => [id, tags])),
  };
  const sent: { id: string; added: string; answer: () => Promise<void>; refuse: () => Promise<void> }[] = [];
  const saver = new TagSaver({
    give: (id, edit) =>
      new Promise((resolve, reject) => {
        sent.push({
          id,
          added: edit.added.join(),
          answer: async () => settled(() => resolve(asset(id, [...edited(state.has.get(id) ?? [], edit)]))),
          refuse: async () => settled(() => reject(new Error("The server is away."))),
        });
      }),
    keep: (saved) => {
      state.known = state.known.map((each) => (each.id === saved.id ? saved : each));
    },
    tell: (unsaved) => {
      state.unsaved = unsaved;
    },
  });
  const shown = () => withUnsaved(state.known, state.unsaved).map(({ tags }) => tags.join());
  return { saver, sent, shown, has: state.has };
}

/** Whatever follows from it has happened. */
async function settled(act: () => void): Promise<void> {
  act();
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

test("what is wanted is seen before the server has answered, so that the next edit goes on from it", async () => {
  const { saver, shown } = library(asset("a", ["sea"]), asset("b", []));
  void saver.save("a", adding("sand"));
  expect(shown()).toEqual(["sea,sand", ""]);
});

test("an image has one request at a time, and the last one sent says what was wanted last", async () => {
  const { saver, sent, shown } = library(asset("a", []));
  const saved = [saver.save("a", adding("one"))];
  await settled(() => {});
  saved.push(saver.save("a", adding("two")), saver.save("a", adding("three")));
  await settled(() => {});
  expect(sent.map(({ added }) => added)).toEqual(["one"]);
  await sent[0]?.answer();
  expect(shown()).toEqual(["one,two,three"]);
  expect(sent.map(({ added }) => added)).toEqual(["one", "one,two,three"]);
  await sent[1]?.answer();
  await Promise.all(saved);
  expect(sent).toHaveLength(2);
  expect(shown()).toEqual(["one,two,three"]);
});

test("what cannot be saved is shown no longer, and whoever wanted it is told", async () => {
  const { saver, sent, shown } = library(asset("a", ["sea"]));
  const told = saver.save("a", adding("sand")).catch(String);
  await settled(() => {});
  await sent[0]?.refuse();
  expect(await told).toContain("The server is away.");
  expect(shown()).toEqual(["sea"]);
});

test("a request that fails does not keep what was wanted after it from being sent", async () => {
  const { saver, sent, shown } = library(asset("a", []));
  const saved = [saver.save("a", adding("one"))];
  await settled(() => {});
  saved.push(saver.save("a", { added: ["three"], removed: ["one"] }));
  await sent[0]?.refuse();
  await sent[1]?.answer();
  await Promise.all(saved);
  expect(shown()).toEqual(["three"]);
});

test("at most four images are changed at once", async () => {
  const ids = ["a", "b", "c", "d", "e", "f"];
  const { saver, sent } = library(...ids.map((id) => asset(id, [])));
  for (const id of ids) void saver.save(id, adding("x"));
  await settled(() => {});
  expect(sent.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
  await sent[2]?.answer();
  expect(sent.map(({ id }) => id)).toEqual(["a", "b", "c", "d", "e"]);
});

test("an edit is done to the tags that the server has by then, and takes away none that came meanwhile", async () => {
  const { saver, sent, shown, has } = library(asset("a", ["old"]));
  const saved = saver.save("a", { added: ["mine"], removed: ["old"] });
  await settled(() => {});
  has.set("a", ["old", "sea", "sand"]);
  await sent[0]?.answer();
  await saved;
  expect(shown()).toEqual(["sea,sand,mine"]);
});
