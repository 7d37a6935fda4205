/** Runs once when a server starts: what is configured and cannot be used is said before anybody tries it. */
export async function register(): Promise<void> {
  // oxlint-disable-next-line no-restricted-properties -- Next drops the branch from what it builds for its edge runtime
  if (process.env["NEXT_RUNTIME"] === "nodejs") {
    const { requireSchema } = await import("@/lib/db/schema-version");
    const { errorFields, log } = await import("@/lib/log");
    const { startAfterWrites } = await import("@/lib/http/after-writes");
    const { guardServers } = await import("@/lib/http/node-server");
    const { reportRefusals } = await import("@/lib/services/report-refusals");
    const { startWakingGateway } = await import("@/lib/push/gateway/wake");
    const { startWakeUps } = await import("@/lib/push/wake-by-redis");
    const { endListenersAtShutdown } = await import("@/lib/http/shutdown");
    guardServers();
    startAfterWrites();
    startWakingGateway();
    startWakeUps();
    endListenersAtShutdown();
    requireSchema().catch((error: unknown) => {
      log("error", "this app cannot work with its database", errorFields(error));
    });
    void reportRefusals();
  }
}
