import { expect, test } from "vitest";
import { updateFixture } from "@/tests/support/status-update";
import { askForJobs } from "./ask-for-jobs";

/** A server that answers when it is told to. */
function aServer({ hasJob = () => true }: { hasJob?: (id: string) => boolean } = {}) {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const answer = async () => {
    for (const go of waiting.splice(0)) go();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const hold = (what: string) => {
    asked.push(what);
    return new Promise<void>((resolve) => waiting.push(resolve));
  };
  const told = askForJobs({ hasJob, askJob: hold, askLists: () => hold("lists") });
  return { asked, answer, told };
}

test("of one job one question is under way, and one more follows for all that was told meanwhile", async () => {
  const { asked, answer, told } = aServer();
  for (let id = 1; id <= 20; id += 1) told(updateFixture({ id }));
  told(updateFixture({ jobId: "job-2" }));
  await answer();
  expect(asked).toEqual(["job-1", "job-2"]);
  await answer();
  expect(asked.filter((what) => what === "job-1")).toHaveLength(2);
  await answer();
  await answer();
  expect(asked.filter((what) => what === "job-1")).toHaveLength(2);
});

test("a job that nothing shows is asked for by the lists alone, of many that are shown few at once", async () => {
  const { asked, answer, told } = aServer({ hasJob: (id) => id !== "unseen" });
  told(updateFixture({ id: 1, jobId: "unseen" }));
  await answer();
  expect(asked).toEqual(["lists"]);
  for (let id = 2; id <= 30; id += 1) told(updateFixture({ id, jobId: `job-${id}` }));
  await answer();
  expect(asked.filter((what) => what !== "lists")).toHaveLength(4);
});

test("lists are asked for where a job is new or its status another one, also if that is told between others", async () => {
  const { asked, answer, told } = aServer();
  told(updateFixture({ id: 1 }));
  await answer();
  await answer();
  expect(asked).toEqual(["job-1", "lists"]);
  told(updateFixture({ id: 2 }));
  await answer();
  await answer();
  expect(asked).toEqual(["job-1", "lists", "job-1"]);
  told(updateFixture({ id: 3 }));
  told(updateFixture({ id: 4, status: "completed" }));
  told(updateFixture({ id: 5, status: "completed", event: "checked" }));
  await answer();
  await answer();
  await answer();
  expect(asked.filter((what) => what === "lists")).toHaveLength(2);
});

test("the lists are asked for again where a job came to the favourites or left them, though its status is what it was", async () => {
  const { asked, answer, told } = aServer();
  told(updateFixture({ id: 1 }));
  await answer();
  await answer();
  asked.length = 0;
  told(updateFixture({ id: 2, event: "progress" }));
  await answer();
  await answer();
  expect(asked).toEqual(["job-1"]);
  for (const event of ["favourite", "unfavourite"]) {
    asked.length = 0;
    told(updateFixture({ id: 3, event }));
    await answer();
    await answer();
    expect(asked).toEqual(["job-1", "lists"]);
    await answer();
  }
});
