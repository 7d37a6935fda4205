import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { bench } from "@/sandbox/test-bench";
import { astria } from "./astria";
import { lostStart, newContext, promptRequest, tuneRequest } from "@/tests/support/astria-requests";

stubEnvironment({ ASTRIA_BRANCH: "fast" });
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

test("where whole models are trained, their prompts are made, checked and found under the model itself", async () => {
  const { sandbox, pass, now } = bench();
  server.resetHandlers(...sandbox.handlers);
  const tune = await astria.start(tuneRequest, newContext());
  pass(60);
  const since = new Date(now());
  const context = newContext();
  const request = promptRequest(tune.ref);
  const { ref } = await astria.start(request, context);
  expect(ref).toMatch(new RegExp(`^${tune.ref.replace("tune", "prompt")}/\\d+$`));
  const found = await astria.find(lostStart(request, context.operationId, since));
  expect(found).toMatchObject({ type: "found", started: { ref } });
  // Here the model's own list is the one that must show it.
  sandbox.setFaults("500@list-prompts*1");
  expect(await astria.find(lostStart(request, newContext().operationId, since))).toMatchObject({
    type: "absent",
  });
  pass(30);
  expect((await astria.check([ref], () => true)).get(ref)).toMatchObject({ state: "succeeded" });
});
