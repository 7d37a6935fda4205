"use client";
import { useState } from "react";
import { Dialog, DialogFoot, DialogMiddle } from "@/components/ui/dialog";
import { Tick } from "@/components/ui/tick";
import { areSingleKeysOn, switchSingleKeys } from "@/hooks/single-keys";
import { commands } from "./commands";
import { KeyCaps } from "./key-caps";
import { groupNotes, keyGroups, keysOfTheFocus } from "./listed-keys";

const listed = [...commands, ...keysOfTheFocus];

/** All keys, and the switch that turns those of a single letter off. */
export function KeyList({ onClose }: { onClose: () => void }) {
  const [isOn, setIsOn] = useState(areSingleKeysOn);
  return (
    <Dialog open onClose={onClose} title="Keys">
      <DialogMiddle>
        <div className="-mb-5 gap-x-12 sm:columns-2">
          {keyGroups.map((group) => (
            <section key={group} aria-label={group} className="break-inside-avoid pb-5">
              <h3 className="mb-1 text-sm font-medium text-soft">{group}</h3>
              {groupNotes[group] && <p className="text-sm text-soft">{groupNotes[group]}</p>}
              <ul className="grid">
                {listed
                  .filter((each) => each.group === group)
                  .map(({ keys, between, label }) => (
                    <li
                      key={label}
                      className="flex min-h-8 items-center justify-between gap-4 text-[0.9375rem]"
                    >
                      <span>{label}</span>
                      <KeyCaps keys={keys} between={between} />
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      </DialogMiddle>
      <DialogFoot>
        <div className="grid gap-1.5">
          <Tick
            label="Single-key shortcuts"
            isOn={isOn}
            onChange={(wanted) => {
              setIsOn(wanted);
              switchSingleKeys(wanted);
            }}
          />
          <p className="text-sm text-soft">
            {isOn
              ? "Never while you type. Switch them off if you speak to your computer, or press keys by accident."
              : "The command menu still opens, and this list from there or from your name at the top."}
          </p>
        </div>
      </DialogFoot>
    </Dialog>
  );
}
