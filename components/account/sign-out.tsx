"use client";
import { Button } from "@/components/ui/button";
import { useLeave } from "@/hooks/use-leave";

/** The way out, where one looks for who is in. */
export function SignOut({ signOut }: { signOut: () => Promise<void> }) {
  return <Button onClick={useLeave(signOut)}>Sign out</Button>;
}
