import { modelName } from "@/components/copy/models";

/** A model in words, and its id beneath. */
export function ModelWords({ id }: { id: string }) {
  return (
    <>
      {modelName(id)}
      {modelName(id) !== id && (
        <code className="block font-mono text-[0.8125rem] wrap-anywhere text-soft">{id}</code>
      )}
    </>
  );
}

/** "Clean · OpenAI · GPT-6 Luna and GPT Image 2", whatever of it is known, and the id beneath. */
export function MadeWith({ parts, model }: { parts: ReadonlyArray<string | null>; model: string | null }) {
  return (
    <div className="text-sm text-soft">
      {parts.filter(Boolean).join(" · ")}
      {model && (
        <>
          {" · "}
          <ModelWords id={model} />
        </>
      )}
    </div>
  );
}
