import { createClient, type Session } from "@supabase/supabase-js";

/** A session of a local user, who is made if there is none with that address. */
export async function signInOrUp(
  url: string,
  key: string,
  email: string,
  password: string,
): Promise<Session> {
  const { auth } = createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } });
  const known = await auth.signInWithPassword({ email, password });
  if (known.data.session) return known.data.session;
  const made = await auth.signUp({ email, password });
  if (made.data.session) return made.data.session;
  throw new Error(
    `${email} can neither sign in nor sign up: ${made.error?.message ?? "no session came back"}. ` +
      "If this address signed up with a password of its own, sign in with that one, or run npm run reset.",
  );
}
