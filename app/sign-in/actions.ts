"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { destination } from "@/lib/http/destination";
import { signInWith, signUpWith, type Entry } from "@/lib/http/enter";
import { fieldsOf } from "@/lib/http/form-fields";
import { demoAccount } from "@/lib/http/page-session";

export interface SignInState {
  /** What is wrong with what was entered. */
  error: string | null;
  notice: string | null;
  /** How long there is to wait before the next try; no two refusals are told at the same time. */
  pause: { seconds: number; toldAt: number } | null;
}

const Credentials = z.object({
  email: z.email("That is not an email address."),
  password: z.string().min(1, "Enter your password."),
});

/** What a password has to be is said where one is chosen: to whoever mistyped theirs it would be no help. */
const NewCredentials = Credentials.extend({
  password: z.string().min(8, "A password has at least 8 characters."),
});

/** Signs in with email and password, then on to where the user wanted to go. */
export async function signIn(_state: SignInState, form: FormData): Promise<SignInState> {
  const credentials = Credentials.safeParse(fieldsOf(form));
  if (!credentials.success) return failed(credentials.error.issues[0]?.message);
  const entry = await signInWith(credentials.data);
  return goOn(form, entry, "Email and password do not match.");
}

/** Creates an account; where addresses are confirmed first, says so. */
export async function signUp(_state: SignInState, form: FormData): Promise<SignInState> {
  const credentials = NewCredentials.safeParse(fieldsOf(form));
  if (!credentials.success) return failed(credentials.error.issues[0]?.message);
  const entry = await signUpWith(credentials.data);
  return goOn(form, entry, "This account cannot be created. Perhaps it exists already; sign in instead.");
}

/** Signs in as the demo user of a local stack, then on to where the user wanted to go. */
export async function continueAsDemo(_state: SignInState, form: FormData): Promise<SignInState> {
  const demo = demoAccount();
  if (!demo) redirect("/sign-in");
  const entry = await signInWith(demo);
  return goOn(form, entry, "The demo user cannot sign in: its password was changed.");
}

/** On to where the user wanted to go, or what to say instead. */
function goOn(form: FormData, entry: Entry, refusal: string): SignInState {
  switch (entry.outcome) {
    case "in":
      return redirect(destination(fieldsOf(form)["next"]));
    case "unconfirmed":
      return {
        error: null,
        notice: "Look into your inbox and follow the link to confirm your address.",
        pause: null,
      };
    case "refused":
      return failed(refusal);
    case "too-many":
      return { error: null, notice: null, pause: { seconds: entry.retryAfterSeconds, toldAt: Date.now() } };
    case "away":
      return {
        error: null,
        notice: "Signing in does not work just now. It is not your password: try again in a moment.",
        pause: null,
      };
  }
}

function failed(error = "Something is missing."): SignInState {
  return { error, notice: null, pause: null };
}
