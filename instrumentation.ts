/** Runs once when a server starts: what is configured and cannot be used is said before anybody tries it. */
export async function register(): Promise<void> {
  const { reportRefusals } = await import("@/lib/services/report-refusals");
  void reportRefusals();
}
