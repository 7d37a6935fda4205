import { afterAll, vi } from "vitest";

// The files of a worker share its process. Each has modules of its own all the same, and leaves nothing behind.
vi.resetModules();
const environment = { ...process.env };
afterAll(() => {
  vi.useRealTimers();
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
});
