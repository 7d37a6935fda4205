import { beforeEach, expect, test, vi } from "vitest";
import { depart } from "@/lib/db/accounts";
import { removeDeletedJobs } from "@/lib/db/deleted-jobs";
import { takeLeftovers, type Leftovers } from "@/lib/db/leftovers";
import { removeDeleted } from "./remove-deleted";
import { seeTo } from "./see-to-leftovers";

vi.mock("@/lib/log", () => ({ log: () => undefined, errorFields: () => ({}) }));
vi.mock("@/lib/db/accounts", () => ({ depart: vi.fn<() => Promise<number>>() }));
vi.mock("@/lib/db/deleted-jobs", () => ({ removeDeletedJobs: vi.fn<() => Promise<number>>() }));
vi.mock("@/lib/db/leftover-files", () => ({ clearAway: async () => [] }));
vi.mock("@/lib/db/leftovers", () => ({ takeLeftovers: vi.fn<() => Promise<Leftovers>>() }));
vi.mock("./remove-unused-uploads", () => ({ filesAtOnce: 1, removeUnusedUploads: async () => undefined }));
vi.mock("./see-to-leftovers", () => ({ seeTo: vi.fn<() => Promise<unknown>>() }));

const nothing: Leftovers = {
  takenAt: new Date(0),
  folders: [],
  work: [],
  people: [],
  hasJobs: false,
  hasLeavers: false,
};
const folder = { bucket: "artifacts", path: "a/b/" } as const;

beforeEach(() => {
  vi.resetAllMocks();
  vi.mocked(seeTo).mockResolvedValue({ failed: 0, untried: 0 });
  vi.mocked(takeLeftovers).mockResolvedValue(nothing);
});

test("where nothing was deleted that is one call", async () => {
  await removeDeleted(() => true);
  expect(takeLeftovers).toHaveBeenCalledOnce();
  expect([removeDeletedJobs, depart].flatMap((call) => vi.mocked(call).mock.calls)).toEqual([]);
});

test("rows that cannot be removed in time keep neither others' rows nor what is left of others from going: fewer are taken", async () => {
  vi.mocked(takeLeftovers).mockResolvedValue({
    ...nothing,
    folders: [folder],
    hasJobs: true,
    hasLeavers: true,
  });
  vi.mocked(removeDeletedJobs).mockRejectedValue(new Error("canceling statement due to statement timeout"));
  vi.mocked(depart).mockResolvedValue(1);
  await removeDeleted(() => true);
  expect(vi.mocked(removeDeletedJobs).mock.calls).toEqual([[20], [1], [1], [1]]);
  expect([depart, seeTo].map((call) => vi.mocked(call).mock.calls.length)).toEqual([4, 4]);
});

test("fewer are taken once there was no time for as many, which is no trouble", async () => {
  vi.mocked(takeLeftovers)
    .mockResolvedValueOnce({ ...nothing, folders: Array.from({ length: 50 }, () => folder) })
    .mockResolvedValueOnce({ ...nothing, folders: [folder] });
  vi.mocked(seeTo).mockResolvedValueOnce({ failed: 0, untried: 30 });
  await removeDeleted(() => true);
  expect(vi.mocked(takeLeftovers).mock.calls.map(([{ folders }]) => folders)).toEqual([50, 2, 2]);
});
