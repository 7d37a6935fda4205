import { afterEach, beforeEach, expect, test, vi } from "vitest";

const always = () => true;
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** The line as another bundle of the app has it. */
async function lineWith(most: string | undefined) {
  vi.stubEnv("PROVIDER_CONCURRENCY", most);
  return (await import("./asking-line")).inLine;
}

/** Questions that are all held until `answer` is called, and how many are under way. */
function held() {
  const answers: Array<() => void> = [];
  const asked: string[] = [];
  const question = (name: string) => async () => {
    asked.push(name);
    await new Promise<void>((resolve) => answers.push(resolve));
    return name;
  };
  return { asked, question, answer: (count: number) => answers.splice(0, count).forEach((each) => each()) };
}

const settled = () => new Promise(setImmediate);

test.each([
  [undefined, 32],
  ["3", 3],
])("with PROVIDER_CONCURRENCY=%s, %d are asked about at once", async (given, most) => {
  const inLine = await lineWith(given);
  let now = 0;
  let peak = 0;
  const count = async () => {
    peak = Math.max(peak, ++now);
    await settled();
    now--;
  };
  const checks = numbers(5).map(() => inLine("Acme", always, Array<typeof count>(100).fill(count)));
  expect((await Promise.all(checks)).map((answers) => answers.length)).toEqual([100, 100, 100, 100, 100]);
  expect(peak).toBe(most);
});

test("so many are asked at once by all bundles of the app together, of each provider", async () => {
  const { asked, question, answer } = held();
  const names = (label: string) => numbers(10).map((n) => question(`${label} ${n}`));
  const checks = [];
  for (const label of ["Acme", "Acme", "Bell"]) {
    vi.resetModules();
    checks.push((await lineWith("4"))(label, always, names(label)));
  }
  await settled();
  expect(asked.map((name) => name.split(" ")[0]).toSorted()).toEqual([
    ...Array<string>(4).fill("Acme"),
    ...Array<string>(4).fill("Bell"),
  ]);
  while (asked.length < 30) {
    answer(30);
    await settled();
  }
  answer(30);
  expect((await Promise.all(checks)).map((answers) => answers.length)).toEqual([10, 10, 10]);
});

test("who asks one question does not wait for the five hundred of another", async () => {
  const inLine = await lineWith("2");
  const { asked, question, answer } = held();
  const many = inLine(
    "Acme",
    always,
    numbers(500).map((n) => question(`many ${n}`)),
  );
  const one = inLine("Acme", always, [question("one")]);
  await settled();
  answer(1);
  await settled();
  answer(1);
  await settled();
  expect(asked).toContain("one");
  expect(asked.length).toBeLessThanOrEqual(4);
  while (asked.length < 501) {
    answer(2);
    await settled();
  }
  answer(2);
  expect([(await one).length, (await many).length]).toEqual([1, 500]);
});

test("whose time runs out in line ends in time, with nothing asked, while the calls of others hold", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const inLine = await lineWith("1");
  const { asked, question, answer } = held();
  const first = inLine("Acme", always, [question("first")]);
  let isTimeLeft = true;
  const late = inLine("Acme", () => isTimeLeft, [question("late"), question("late too")]);
  const patient = inLine("Acme", always, [question("patient")]);
  await settled();
  isTimeLeft = false;
  vi.advanceTimersByTime(250);
  expect(await late).toEqual([]);
  expect(asked).toEqual(["first"]);
  answer(1);
  await settled();
  answer(1);
  expect([await first, await patient]).toEqual([["first"], ["patient"]]);
  expect(vi.getTimerCount()).toBe(0);
});

test("one that throws gives its place to the next", async () => {
  const inLine = await lineWith("1");
  const fail = () => {
    throw new Error("Because.");
  };
  await expect(inLine("Acme", always, [fail])).rejects.toThrow("Because.");
  expect(await inLine("Acme", always, [() => Promise.resolve("next")])).toEqual(["next"]);
});
