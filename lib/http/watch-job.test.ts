import { expect, test, vi } from "vitest";
import { listen } from "@/lib/push/listen";
import { isShuttingDown } from "./shutdown";
import { watchJob } from "./watch-job";

vi.mock("@/lib/push/listen", () => ({ listen: vi.fn<typeof listen>(), TooManyListeners: Error }));
vi.mock("./shutdown", () => ({ isShuttingDown: vi.fn<typeof isShuttingDown>() }));

test("who begins to wait while the server is told to stop is not kept waiting", async () => {
  vi.mocked(listen).mockImplementation(async () => {
    vi.mocked(isShuttingDown).mockReturnValue(true);
    return { stop: () => undefined, position: () => "" };
  });
  const end = vi.fn<() => void>();
  await watchJob("ada", "job-1")(() => undefined, end);
  expect(end).toHaveBeenCalledTimes(1);
});
