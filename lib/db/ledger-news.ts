/** What endpoints and chats are told of, as the triggers of the ledger have it. */
const told: ReadonlySet<unknown> = new Set(["created", "completed", "failed", "canceled"]);

const always = () => true;

/** The functions that can write such events, and whether called like this they may; a test derives them from the migrations. */
export const newsWriters: ReadonlyMap<string, (args: Record<string, unknown>) => boolean> = new Map([
  ["cancel_job", always],
  ["commit_checks", hasNews],
  ["create_job", always],
  ["create_library_job", always],
]);

/** Whether a call may have written what others are to be told of: most of what is written is progress, which is not. */
export function isNews(name: string, args: Record<string, unknown>): boolean {
  return newsWriters.get(name)?.(args) ?? false;
}

function hasNews({ p_changes: changes }: Record<string, unknown>): boolean {
  return Array.isArray(changes) && changes.flatMap(eventsOf).some(({ type }) => told.has(type));
}

function eventsOf({ events = [] }: { events?: ReadonlyArray<{ type?: unknown }> }) {
  return events;
}
