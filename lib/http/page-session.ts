import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { AuthAway, endSession, userOfCookies } from "@/lib/db/session";
import type { CookieJar, User } from "@/lib/db/session";
import { keptSession } from "@/lib/db/session-cookies";
import { env } from "@/lib/env";
import { forPage } from "./away";
import { awayHeader } from "./refresh-session";

export interface PageUser extends User {
  isDemo: boolean;
}

/** The user of the page being rendered, or `null`; auth is asked once for all of it. */
export function getPageUser(): Promise<PageUser | null> {
  return forPage(pageUser);
}

const pageUser = cache(async (): Promise<PageUser | null> => {
  if ((await headers()).has(awayHeader)) throw new AuthAway("auth was away a moment ago");
  const user = await userOfCookies(await pageCookies());
  return user && { ...user, isDemo: isDemo(user.email) };
});

const isDemo = (email: string): boolean => email === env().DEMO_EMAIL;

/** Who the page is shown to. While auth is away, whoever the cookies name: enough for a greeting, and for nothing else. */
export async function getShownUser(): Promise<Omit<PageUser, "accessToken"> | null> {
  try {
    return await pageUser();
  } catch (error) {
    if (!(error instanceof AuthAway)) throw error;
    const kept = await keptSession(await pageCookies());
    return kept && { id: kept.id, email: kept.email, isDemo: isDemo(kept.email) };
  }
}

/** The same, or on to the sign-in page, and back here afterwards. */
export async function requirePageUser(next: string): Promise<PageUser> {
  const user = await getPageUser();
  if (!user) redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  return user;
}

/** The account that anybody may use, where one is configured: on a local stack. */
export function demoAccount(): { email: string; password: string } | null {
  const { DEMO_EMAIL: email, DEMO_PASSWORD: password } = env();
  return email !== undefined && password !== undefined ? { email, password } : null;
}

/** Signs out in a server action. */
export async function endPageSession(): Promise<void> {
  await endSession(await pageCookies());
}

/** The cookies of the request being answered. In a server action they can be set. */
export async function pageCookies(): Promise<CookieJar> {
  const store = await cookies();
  return {
    getAll: () => store.getAll(),
    setAll: (list) => {
      try {
        for (const { name, value, options } of list) store.set(name, value, options);
      } catch {
        // A page may not set cookies; proxy.ts has refreshed the session before it is rendered.
      }
    },
  };
}
