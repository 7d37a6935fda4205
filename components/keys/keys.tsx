"use client";
import { useEffect, useState } from "react";
import { areSingleKeysOn } from "@/hooks/single-keys";
import { useLate } from "@/hooks/use-late";
import { focusSearch } from "./focus-search";
import { isForThePage } from "./for-us";
import type { KeyRoomName } from "./commands";
import { onKeyRoom } from "./open-keys";
import { pressOf, type Press } from "./press";

const load = async () => (await import("./keys-room")).KeysRoom;

/** Waits for the first key that may be for the page; what it means is fetched then, and no press is lost meanwhile. */
export function Keys() {
  const { Part, prepare } = useLate(load);
  const [pressed] = useState<Array<Press | KeyRoomName>>([]);
  useEffect(() => {
    if (Part) return;
    const take = (press: Press | KeyRoomName) => {
      pressed.push(press);
      void prepare();
    };
    const hear = (event: KeyboardEvent) => {
      const press = isForThePage(event) ? pressOf(event, areSingleKeysOn()) : null;
      if (!press) return;
      // Some browsers search by these.
      event.preventDefault();
      // Whoever types on, types into it.
      if (pressed.length === 0 && press.key === "/" && focusSearch()) return;
      take(press);
    };
    const leave = onKeyRoom(take);
    document.addEventListener("keydown", hear);
    return () => {
      leave();
      document.removeEventListener("keydown", hear);
    };
  }, [Part, pressed, prepare]);
  return Part && <Part pressed={pressed} />;
}
