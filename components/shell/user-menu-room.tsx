"use client";
import { Bell, Keyboard, LogOut, Monitor, Moon, Receipt, Sun, Trash2 } from "lucide-react";
import { useTheme } from "next-themes";
import Link from "next/link";
import { openKeyRoom } from "@/components/keys/open-keys";
import { afterPainting } from "@/components/ui/after-painting";
import { Menu, MenuChoice, MenuChoices, MenuItem, MenuLabel, MenuLine } from "@/components/ui/dropdown-menu";
import type { Opened } from "@/components/ui/late";
import { useLeave } from "@/hooks/use-leave";

export interface UserMenuProps {
  user: { name: string; email: string } | null;
  signOut: () => Promise<void>;
}

/** What opens from the name of whoever is here. Made once it is first opened. */
export function UserMenuRoom({ user, signOut, ...opened }: UserMenuProps & Opened) {
  const { theme = "system", setTheme } = useTheme();
  const leave = useLeave(signOut);
  return (
    <Menu {...opened}>
      {user && <MenuLabel>{user.email}</MenuLabel>}
      {user && (
        <MenuItem asChild>
          <Link href="/notifications">
            <Bell aria-hidden /> Notifications
          </Link>
        </MenuItem>
      )}
      {user && (
        <MenuItem onSelect={() => afterPainting(() => openKeyRoom("keys"))}>
          <Keyboard aria-hidden /> Keys
        </MenuItem>
      )}
      {user && (
        <MenuItem asChild>
          <Link href="/account">
            <Receipt aria-hidden /> Account and costs
          </Link>
        </MenuItem>
      )}
      {user && (
        <MenuItem asChild>
          <Link href="/account/delete">
            <Trash2 aria-hidden /> Delete everything of mine
          </Link>
        </MenuItem>
      )}
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
        <MenuItem onSelect={leave}>
          <LogOut aria-hidden /> Sign out
        </MenuItem>
      )}
    </Menu>
  );
}
