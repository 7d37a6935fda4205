import { examples } from "./examples";

/** Questions to begin with: a press writes one into the field. */
export function ExampleQuestions({ onChoose }: { onChoose: (question: string) => void }) {
  return (
    <section aria-labelledby="examples" className="grid gap-2">
      <h2 id="examples" className="text-sm text-soft">
        Or begin with one of these
      </h2>
      <ul className="grid gap-2">
        {examples.map((question) => (
          <li key={question}>
            <button
              type="button"
              onClick={() => onChoose(question)}
              className="w-full rounded-control border bg-raised min-h-11 px-3.5 py-2 text-left text-sm leading-snug transition-colors hover:border-rim"
            >
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
