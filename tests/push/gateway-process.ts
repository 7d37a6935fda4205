import { startGateway } from "@/lib/push/gateway/gateway";

/** The gateway as a process of its own. */
async function main(): Promise<void> {
  const gateway = await startGateway({ port: Number(process.env["PORT"]), host: "127.0.0.1" });
  process.once("SIGTERM", () => void gateway.stop().then(() => process.exit(0)));
  process.once("disconnect", () => process.exit());
  process.send?.("listening");
}

void main();
