import { ChoiceCards } from "@/components/ui/choice-cards";
import type { Offer } from "@/lib/jobs/offer";
import { lengthsInOrder, orientation, shapeOf, sizesInOrder } from "./input";

interface Props {
  offer: Offer | undefined;
  seconds: number | undefined;
  size: string | undefined;
  onChange: (change: { seconds: string } | { size: string }) => void;
}

/** How large and how long: what the chosen model can do. */
export function ShapeChoice({ offer, seconds, size, onChange }: Props) {
  if (!offer) return null;
  return (
    <>
      {size !== undefined && (
        <div className="grid gap-2">
          <h2 className="text-sm font-medium">Size</h2>
          <ChoiceCards
            label="Size"
            value={size}
            onChange={(size) => onChange({ size })}
            choices={sizesInOrder(offer.sizes).map(sizeChoice)}
            look="icon"
            className="grid-cols-2"
          />
        </div>
      )}
      {seconds !== undefined && (
        <div className="grid gap-2">
          <h2 className="text-sm font-medium">Length</h2>
          <ChoiceCards
            label="Length"
            value={String(seconds)}
            onChange={(seconds) => onChange({ seconds })}
            choices={lengthsInOrder(offer.seconds).map((each) => ({
              value: String(each),
              label: `${each} s`,
            }))}
            className="grid-cols-[repeat(auto-fit,minmax(5.5rem,1fr))]"
          />
        </div>
      )}
    </>
  );
}

function sizeChoice(size: string) {
  const shape = shapeOf(size);
  return {
    value: size,
    label: orientation(shape),
    line: `${shape.width} × ${shape.height}`,
    picture: (
      <span aria-hidden className="grid size-7 shrink-0 place-items-center">
        <span
          className="rounded-[2px] border-[1.5px] border-soft"
          style={
            shape.width >= shape.height
              ? { width: "1.625rem", aspectRatio: shape.width / shape.height }
              : { height: "1.625rem", aspectRatio: shape.width / shape.height }
          }
        />
      </span>
    ),
  };
}
