"use client";
import { SunMoon, UserRound } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LateTrigger } from "@/components/ui/late";
import type { UserMenuProps } from "./user-menu-room";

const load = async () => (await import("./user-menu-room")).UserMenuRoom;

/** Who is here, how the room is lit, and the way out. Signed out it is the switch of the light alone. */
export function UserMenu({ user, signOut }: UserMenuProps) {
  const trigger = user ? (
    <Button className="max-sm:size-10 max-sm:px-0">
      <UserRound aria-hidden className="sm:hidden" />
      <span className="max-w-40 truncate max-sm:sr-only">{user.name}</span>
    </Button>
  ) : (
    <Button look="quiet" size="icon" aria-label="Light or dark">
      <SunMoon aria-hidden />
    </Button>
  );
  return <LateTrigger trigger={trigger} opens="menu" load={load} given={{ user, signOut }} />;
}
