// Supabase Lite 0.10 turns the JSON arguments of an rpc into text itself; on a real server postgres.js then
// encodes that text once more, and the function gets a JSON string instead of an object. (On PGlite, and on
// hosted Supabase, it gets the object.) Loaded before the server starts, this leaves text as it is.
import { registerHooks } from "node:module";

const patched = `
import postgres from "postgres";
const serialize = (value) => (typeof value === "string" ? value : JSON.stringify(value));
export default (url, options) => {
  const { json, jsonb, ...types } = options.types;
  return postgres(url, { ...options, types: { ...types, json: { ...json, serialize }, jsonb: { ...jsonb, serialize } } });
};`;

registerHooks({
  resolve(specifier, context, next) {
    const isLite = context.parentURL?.includes("/@supabase/lite/") ?? false;
    if (specifier !== "postgres" || !isLite) return next(specifier, context);
    return { url: `${next(specifier, context).url}?text-as-it-is`, format: "module", shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.endsWith("?text-as-it-is")) return next(url, context);
    return { format: "module", source: patched, shortCircuit: true };
  },
});
