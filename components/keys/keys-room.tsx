"use client";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useSWRConfig } from "swr";
import { toast } from "@/components/ui/toast";
import { errorSentence } from "@/hooks/api";
import { isJobKey, useRefreshLists } from "@/hooks/job-cache";
import { areSingleKeysOn } from "@/hooks/single-keys";
import { useLate } from "@/hooks/use-late";
import { commandsHere, type KeyedPage, type KeyRoomName } from "./commands";
import { isForThePage } from "./for-us";
import { KeyList } from "./key-list";
import { onKeyRoom } from "./open-keys";
import { commandOf, pressOf, type Pending, type Press } from "./press";

const loadMenu = async () => (await import("./command-menu-room")).CommandMenuRoom;

/** What keys do, from the first one on; `pressed` are those that came before. */
export function KeysRoom({ pressed }: { pressed: Array<Press | KeyRoomName> }) {
  const router = useRouter();
  const refresh = useRefreshAll();
  const [room, setRoom] = useState<KeyRoomName | null>(null);
  const menu = useLate(loadMenu);
  const pending = useRef<Pending>(null);

  const open = (wanted: KeyRoomName) => {
    setRoom(wanted);
    if (wanted === "menu") void menu.want();
  };
  const page: KeyedPage = { go: (path) => router.push(path), open, refresh };

  const take = useEffectEvent((press: Press | KeyRoomName): void => {
    if (typeof press === "string") return open(press);
    const meant = commandOf(commandsHere(), press, pending.current);
    pending.current = meant.pending;
    meant.command?.run(page);
  });
  const hear = useEffectEvent((event: KeyboardEvent): void => {
    const press = isForThePage(event) ? pressOf(event, areSingleKeysOn()) : null;
    if (!press) return;
    const isKnown = commandsHere().some(({ keys }) => keys.includes(press.key));
    if (isKnown) event.preventDefault();
    take(press);
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const press of pressed.splice(0)) take(press);
    });
    const onKey = (event: KeyboardEvent) => hear(event);
    const leave = onKeyRoom((wanted) => take(wanted));
    document.addEventListener("keydown", onKey);
    return () => {
      clearTimeout(timer);
      leave();
      document.removeEventListener("keydown", onKey);
    };
  }, [pressed]);

  const close = () => setRoom(null);
  return (
    <>
      {room === "keys" && <KeyList onClose={close} />}
      {room === "menu" && menu.Part && <menu.Part page={page} onClose={close} />}
    </>
  );
}

/** Asks again for all that is shown, and says when that is done. */
function useRefreshAll(): () => void {
  const { mutate } = useSWRConfig();
  const refreshLists = useRefreshLists();
  const ask = async () => {
    try {
      await Promise.all([refreshLists(), mutate((key) => typeof key === "string" && isJobKey(key))]);
      toast("Looked again: this is how it is now.", { id: "looked-again", description: undefined });
    } catch (error) {
      toast("We could not look again", { id: "looked-again", description: errorSentence(error) });
    }
  };
  return () => void ask();
}
