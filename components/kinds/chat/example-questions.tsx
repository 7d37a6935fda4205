import { examples } from "./examples";

/** Questions to begin with: a press writes one into the field. */
export function ExampleQuestions({ onChoose }: { onChoose: (question: string) => void }) {
  return (
    <section aria-labelledby="examples" className="grid gap-2">
      <h2 id="examples" className="text-sm text-soft">
        Or begin with one of these
      </h2>
      <ul className="grid gap-2.5">
        {examples.map((question) => (
          <li key={question}>
            <button
              type="button"
              onClick={() => onChoose(question)}
              className="w-full rounded-control border bg-raised px-3.5 py-3 text-left text-sm leading-relaxed transition-colors hover:border-rim"
            >
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
