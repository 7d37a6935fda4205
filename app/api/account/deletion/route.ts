import { after } from "next/server";
import { readConfirmation } from "@/lib/http/account-request";
import { forgettingBrowser } from "@/lib/http/file-response";
import { requireUser } from "@/lib/http/guard-user";
import { limitUser } from "@/lib/http/limit-user";
import { methodsBesides, route } from "@/lib/http/route";
import { deleteEverything } from "@/lib/services/delete-everything";
import { removeDeleted } from "@/lib/services/remove-deleted";
import { runMs } from "@/lib/services/run-time";

export const maxDuration = 300;

/** Has everything of whoever asks deleted; what is not done by the end of this function, check-all carries on. */
export const POST = route(async (request) => {
  const user = await requireUser(request);
  await limitUser(request, user, "departure");
  await deleteEverything(user, await readConfirmation(request));
  const startedAt = performance.now();
  after(() => removeDeleted(() => performance.now() - startedAt < runMs));
  return new Response(null, { status: 204, headers: forgettingBrowser });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
