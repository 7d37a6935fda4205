"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { destination } from "@/lib/http/destination";
import { actionSession, demoAccount } from "@/lib/http/page-session";

export interface SignInState {
  error: string | null;
  notice: string | null;
}

const Credentials = z.object({
  email: z.email("That is not an email address."),
  password: z.string().min(8, "A password has at least 8 characters."),
});

/** Signs in with email and password, then on to where the user wanted to go. */
export async function signIn(_state: SignInState, form: FormData): Promise<SignInState> {
  const credentials = Credentials.safeParse(Object.fromEntries(form));
  if (!credentials.success) return failed(credentials.error.issues[0]?.message);
  const { error } = await (await actionSession()).auth.signInWithPassword(credentials.data);
  if (error) return failed("Email and password do not match.");
  redirect(destination(form.get("next")));
}

/** Creates an account; where addresses are confirmed first, says so. */
export async function signUp(_state: SignInState, form: FormData): Promise<SignInState> {
  const credentials = Credentials.safeParse(Object.fromEntries(form));
  if (!credentials.success) return failed(credentials.error.issues[0]?.message);
  const { data, error } = await (await actionSession()).auth.signUp(credentials.data);
  if (error) return failed("This account cannot be created. Perhaps it exists already; sign in instead.");
  if (!data.session)
    return { error: null, notice: "Look into your inbox and follow the link to confirm your address." };
  redirect(destination(form.get("next")));
}

/** Signs in as the demo user of a local stack, then on to where the user wanted to go. */
export async function continueAsDemo(form: FormData): Promise<void> {
  const demo = demoAccount();
  if (!demo) redirect("/sign-in");
  const { error } = await (await actionSession()).auth.signInWithPassword(demo);
  if (error) throw new Error("the demo user cannot sign in");
  redirect(destination(form.get("next")));
}

/** Ends the session in this browser. */
export async function signOut(): Promise<void> {
  await (await actionSession()).auth.signOut({ scope: "local" });
  redirect("/");
}

function failed(error = "Something is missing."): SignInState {
  return { error, notice: null };
}
