"use server";

import { redirect } from "next/navigation";
import { endPageSession } from "@/lib/http/page-session";

/** Whoever has everything deleted has left: their session has ended by then, and its cookies go. */
export async function leave(): Promise<void> {
  await endPageSession();
  redirect("/");
}
