/** Where the next word still belongs to a name: "GPT Image 2". */
const within = /(?<=(?:^|\s)[\p{Lu}\d]\S*[\p{L}\d]) (?=[\p{Lu}\d])/gu;

/** Words with what belongs to one name on one line: "GPT Image 2", and "GPT-6", which a line would break after its hyphen. */
export function Whole({ children }: { children: string }) {
  return children
    .replaceAll(within, "\u00a0")
    .split(/([\p{L}\d]+-[\p{L}\d.]+)/u)
    .map((part, at) =>
      at % 2 === 0 ? (
        part
      ) : (
        <span key={at} className="whitespace-nowrap">
          {part}
        </span>
      ),
    );
}
