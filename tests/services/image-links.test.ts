import { expect, test, vi } from "vitest";
import { openaiBatches } from "@/lib/providers/openai-batches/openai-batches";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { tagsAtOpenAi } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld({ env: { TAG_IMAGES_INLINE: "false" } });
keepLedgersSound(world);

test("where links are to be sent, 50,000 images fill one file, and all are tagged", async () => {
  const { job } = await world.newJob(tagsAtOpenAi);
  const files = expect.closeTo(tagsAtOpenAi.pictures / 50_000, 9);
  expect(job.input).toEqual({ count: tagsAtOpenAi.pictures, files, isInline: false });
  expect(await carryOn(world, job.id)).toBe("completed");
  await expectWhole(world, tagsAtOpenAi, job.id);
  expectPaid(world, tagsAtOpenAi);
});

test("where no link can be followed, Retry sends the images themselves", async () => {
  const { user, job } = await world.newJob(tagsAtOpenAi);
  world.provider.sandbox.setFaults("line-link-dead");
  expect(await carryOn(world, job.id)).toBe("failed");
  expect((await world.read(job.id))["error"]).toMatchObject({
    message: expect.stringMatching(/Retry sends them inside the request\.$/),
    retryable: true,
  });
  world.provider.sandbox.setFaults("");
  const sent: string[] = [];
  const start = openaiBatches.start.bind(openaiBatches);
  vi.spyOn(openaiBatches, "start").mockImplementation((asked, context) => {
    const pictures = async function* () {
      for await (const picture of context.pictures()) {
        sent.push("jpeg" in picture ? "inside" : "by link");
        yield picture;
      }
    };
    return start(asked, { ...context, pictures });
  });
  await retryJob(user, job.id, "manual");
  expect(await carryOn(world, job.id)).toBe("completed");
  expect(sent).toEqual(Array<string>(tagsAtOpenAi.pictures).fill("inside"));
  expect((await world.read(job.id))["output"]).toMatchObject({ tagged: tagsAtOpenAi.pictures, left: 0 });
});
