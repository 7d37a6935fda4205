"use client";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFoot, DialogMiddle } from "@/components/ui/dialog";
import { count } from "@/components/ui/figures";
import type { ChoiceToTag } from "./choice-to-tag";

interface Props {
  choice: ChoiceToTag;
  onClose: () => void;
  onTag: (ids: string[]) => void;
}

/** Says, before images are tagged, how many of them have tags already. */
export function TagAgain({ choice: { bare, tagged, underWay }, onClose, onTag }: Props) {
  const all = [...bare, ...tagged];
  const have = tagged.length === 1 ? "has" : "have";
  const these =
    bare.length === 0 ? (tagged.length === 1 ? "It has" : "They have") : `${number(tagged)} of them ${have}`;
  return (
    <Dialog open onClose={onClose} title={`Tag ${count(all.length, "image")}?`}>
      <DialogMiddle>
        <div className="grid gap-2 leading-relaxed text-soft">
          <p>
            {these} tags already. Tagging {tagged.length === 1 ? "it" : "them"} again costs as much as the
            first time, and replaces those tags.
          </p>
          {underWay.length > 0 && (
            <p>
              {count(underWay.length, "image")} that you chose {underWay.length === 1 ? "is" : "are"} being
              tagged just now, and left out.
            </p>
          )}
        </div>
      </DialogMiddle>
      <DialogFoot>
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button look={bare.length > 0 ? "secondary" : "primary"} onClick={() => onTag(all)}>
            {all.length === 1 ? "Tag it again" : `Tag all ${number(all)}`}
          </Button>
          {bare.length > 0 && (
            <Button look="primary" onClick={() => onTag(bare)}>
              Tag the {bare.length === 1 ? "one" : number(bare)} without tags
            </Button>
          )}
        </div>
      </DialogFoot>
    </Dialog>
  );
}

function number({ length }: readonly string[]): string {
  return length.toLocaleString("en");
}
