import { fieldsOf, listOf } from "../loose";

const names = ["has_nsfw_concepts", "has_nsfw_concept", "nsfw_content_detected"];
const around = ["data", "output", "result", "payload", "response"];

/** Whether an answer says that its picture was found unsafe: it is there all the same, and black. */
export function isFoundUnsafe(body: unknown, depth = 0): boolean {
  const fields = fieldsOf(body);
  const isSaid = names.some((name) => [fields[name], ...listOf(fields[name])].some(isYes));
  return isSaid || (depth < 2 && around.some((name) => isFoundUnsafe(fields[name], depth + 1)));
}

function isYes(value: unknown): boolean {
  return value === true || value === 1 || /^true$/i.test(String(value));
}
