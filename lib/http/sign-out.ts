"use server";
import { redirect } from "next/navigation";
import { endPageSession } from "./page-session";

/** Ends the session in this browser. */
export async function signOut(): Promise<void> {
  await endPageSession();
  redirect("/");
}
