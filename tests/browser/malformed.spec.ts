import { expect, test } from "@playwright/test";
import pLimit from "p-limit";
import { startStack, type TestStack } from "../support/stack";
import { callOf, type Known } from "../support/malformed/calls";
import { faultOf } from "../support/malformed/judge";
import { knownOf } from "../support/malformed/known";
import { send, type Call } from "../support/malformed/wire";

// Without a page: what is tried here is what Node and Next make of requests, so it takes the app as it is built.
test.describe.configure({ mode: "default" });

const seed = process.env["MALFORMED_SEED"] ?? "darkroom";
const many = Number(process.env["MALFORMED_COUNT"] ?? 5_000);

let stack: TestStack;
let known: Known;
test.beforeAll(async () => {
  stack = await startStack({ SANDBOX_SPEED: "100", MAX_ACTIVE_JOBS: "1000" });
  // No user comes near to what one may upload at once.
  known = await knownOf(stack, Math.ceil(many / 400));
});
test.afterAll(() => stack?.stop());

/** A part of a path that stands for whatever comes there. */
const param = /\[[^/]+\]/g;

const bare = (method: string, target: string, headers: Call["headers"] = []): Call => {
  return { method, target, headers, body: null };
};

/** The same from a network of its own, as a proxy before the app would say it: last. */
const fromElsewhere = (call: Call, number: number): Call => {
  const network = ["x-forwarded-for", `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`] as const;
  return { ...call, headers: [...call.headers, network] };
};

/** The answer in short, and what is wrong with it. */
async function asked(call: Call) {
  const answer = await send(stack.url, call);
  const { status, headers, body } = answer ?? {};
  return { status, allow: headers?.get("allow"), body, fault: faultOf(call, answer) };
}

test(`${many} malformed requests over every route, with and without a user: no 5xx, no hang, problem+json under /api`, async () => {
  test.setTimeout(240_000);
  console.log(`MALFORMED_SEED=${seed}`);
  const inFlight = pLimit(16);
  const judged = Array.from({ length: many }, (_, number) =>
    inFlight(async () => {
      const call = fromElsewhere(callOf(seed, number, known), number);
      const answer = await send(stack.url, call);
      // A limit would answer in place of what is tried.
      const fault = answer?.status === 429 ? "429" : faultOf(call, answer);
      return fault === null ? [] : [`${number} ${call.method} ${call.target.slice(0, 100)}: ${fault}`];
    }),
  );
  expect((await Promise.all(judged)).flat()).toEqual([]);
});

test("a broken escape is 404 in every part of every path: a problem under /api, elsewhere our page", async () => {
  for (const { path, isApi } of known.routes) {
    for (const escape of ["%ff", "%zz", "%", "%c0%af", "%ed%a0%80"]) {
      for (const target of [`${path}/${escape}`.replace("//", "/"), path.replace(param, escape)]) {
        if (target === path) continue;
        const { status, fault, body } = await asked(bare("GET", target.replaceAll(param, "x")));
        expect([target, status, fault]).toEqual([target, 404, null]);
        if (!isApi) expect(body).toContain("Nothing was exposed here");
      }
    }
  }
});

test("every route names its methods, refuses the others with 405 and the same list, and has HEAD where it has GET", async () => {
  for (const { path, methods } of known.routes.filter(({ isApi, path }) => isApi && !path.includes("[["))) {
    expect(methods.includes("HEAD")).toBe(methods.includes("GET"));
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]) {
      const { status, allow, fault } = await asked(bare(method, path));
      const isOwn = methods.includes(method);
      expect([method, path, status === 405, fault]).toEqual([method, path, !isOwn, null]);
      if (!isOwn) expect(allow).toBe(methods.join(", "));
    }
  }
});

test("a method that nothing has is refused, on pages too", async () => {
  for (const { path, isApi } of known.routes) {
    for (const method of ["TRACE", "PROPFIND", "QUERY", ...(isApi ? [] : ["PUT", "DELETE"])]) {
      const { status, fault } = await asked(bare(method, path));
      expect([method, path, status, fault]).toEqual([method, path, 405, null]);
    }
  }
});

test("what Node refuses before Next sees it is a problem, too", async () => {
  const long = "a".repeat(20_000);
  expect(await asked(bare("GET", `/api/jobs/${long}`))).toMatchObject({ status: 431, fault: null });
  expect(await asked(bare("GET", "/api/jobs", [["cookie", long]]))).toMatchObject({
    status: 431,
    fault: null,
  });
  expect(await asked(bare("GET", "/api/jobs", [["x", "\u0000"]]))).toMatchObject({
    status: 400,
    fault: null,
  });
  expect(await asked(bare("GET", "/api/jobs", [["expect", "x"]]))).toMatchObject({
    status: 417,
    fault: null,
  });
  expect(await asked(bare("BREW", "/api/jobs"))).toMatchObject({ status: 400, fault: null });
  expect(await asked(bare("CONNECT", "/api/jobs"))).toMatchObject({ status: 405, fault: null });
  expect(await asked(bare("OPTIONS", "*"))).toMatchObject({ status: 405, fault: null });
  expect(await asked(bare("GET", "http://other.test/api/jobs"))).toMatchObject({ status: 401, fault: null });
});
