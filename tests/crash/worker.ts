import { addTestKinds } from "../support/test-kinds";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { makePieces } from "@/lib/services/make-pieces";

const making: Array<Promise<void> | null> = [];

/** This process is the app too, as far as pieces are concerned: they are made where they can be killed. */
function makeThemHere(): void {
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    if (input !== `${process.env["APP_URL"]}/api/pieces`) return fetch(input, init);
    making.push(makePieces("step"));
    return new Response(null, { status: 202 });
  };
}

/** One check-all in a process of its own, with the pieces that it asks for, for a test to kill. */
async function main(): Promise<void> {
  addTestKinds();
  makeThemHere();
  const run = await checkDueJobs("vercel-cron");
  while (making.length > 0) await making.shift();
  process.stdout.write(JSON.stringify(run));
}

void main();
