import { after } from "next/server";
import { onLedgerWrite } from "@/lib/db/ledger-writes";
import { announce, startAnnouncing } from "@/lib/push/announce";
import { onDue, wakeTail } from "@/lib/push/tail";
import { checkWatched } from "@/lib/services/check-watched";
import { deliverDue } from "@/lib/services/deliver-due";
import { gathered } from "./gathered";

/** One after the other; a slow receiver of one delivery does not keep the next from being claimed. */
const announceSoon = gathered(1, () => announce());
const deliverSoon = gathered(4, () => deliverDue());

/**
 * Begins to listen, once a process. After each write to the ledger those who listen here are told at once, then other
 * processes, and endpoints and chats where it is news to them. What is due of somebody who watches is checked.
 */
export function startAfterWrites(): void {
  onLedgerWrite((isNews) => {
    wakeTail();
    keepAlive(announceSoon());
    if (isNews) keepAlive(deliverSoon());
  });
  onDue((jobIds) => void checkWatched(jobIds));
  startAnnouncing();
}

const kept = new WeakSet<Promise<unknown>>();

/** Until it is done, where a request is being answered: without one, nothing here has to be kept. */
function keepAlive(work: Promise<unknown>): void {
  if (kept.has(work)) return;
  kept.add(work);
  try {
    after(work);
  } catch {
    // It goes on by itself.
  }
}
