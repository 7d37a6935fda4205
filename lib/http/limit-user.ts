import type { User } from "@/lib/db/session";
import type { Tried } from "@/lib/services/rates";
import { requireTry } from "@/lib/services/take-tries";
import { clientAddress, networkOf } from "./client-address";

/** Lets a user do this only so often; before the body is read. Throws `LimitReached`. */
export async function limitUser(request: Request, user: User, tried: Tried): Promise<void> {
  await requireTry(tried, { user: user.id, address: networkOf(clientAddress(request.headers)) });
}
