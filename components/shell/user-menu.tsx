"use client";
import { LogOut, Monitor, Moon, Sun, SunMoon, UserRound } from "lucide-react";
import { useTheme } from "next-themes";
import { useContext } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoice, MenuChoices, MenuItem, MenuLabel, MenuLine } from "@/components/ui/dropdown-menu";
import { endWorkOfOthers } from "@/hooks/owners-work";
import { dropStore } from "@/hooks/queue-store";
import { DraftOwner } from "@/hooks/use-draft";

interface Props {
  user: { name: string; email: string } | null;
  signOut: () => Promise<void>;
}

/** Who is here, how the room is lit, and the way out. Signed out it is the switch of the light alone. */
export function UserMenu({ user, signOut }: Props) {
  const { theme = "system", setTheme } = useTheme();
  const owner = useContext(DraftOwner);
  /** Whoever leaves leaves no pictures behind on this machine. */
  const leave = async () => {
    endWorkOfOthers(null);
    await dropStore(owner);
    await signOut();
  };
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
  return (
    <Menu trigger={trigger}>
      {user && <MenuLabel>{user.email}</MenuLabel>}
      {user && <MenuLine />}
      <MenuChoices value={theme} onValueChange={setTheme} aria-label="Light or dark">
        <MenuChoice value="dark">
          <Moon aria-hidden /> Dark
        </MenuChoice>
        <MenuChoice value="light">
          <Sun aria-hidden /> Light
        </MenuChoice>
        <MenuChoice value="system">
          <Monitor aria-hidden /> As the system
        </MenuChoice>
      </MenuChoices>
      {user && <MenuLine />}
      {user && (
        <MenuItem onSelect={() => void leave()}>
          <LogOut aria-hidden /> Sign out
        </MenuItem>
      )}
    </Menu>
  );
}
