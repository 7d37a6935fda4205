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
