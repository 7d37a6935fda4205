import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { sessionClient, userOfCookies, type CookieJar, type User } from "@/lib/db/session";
import { env } from "@/lib/env";

export interface PageUser extends User {
  isDemo: boolean;
}

/** The user of the page being rendered, or `null`. */
export async function getPageUser(): Promise<PageUser | null> {
  const user = await userOfCookies(await pageCookies());
  return user && { ...user, isDemo: user.email === env().DEMO_EMAIL };
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

/** A client for signing in and out in a server action: it may set cookies. */
export async function actionSession() {
  return sessionClient(await pageCookies());
}

async function pageCookies(): Promise<CookieJar> {
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
