import { refusal } from "./errors";

/** The fields of a request. */
export type Fields = Record<string, unknown>;

/**
 * The fields of a JSON or multipart body; `a[b]` of a form becomes `{a: {b}}`.
 * @throws Refusal 400 where it cannot be read
 */
export async function readBody(request: Request): Promise<Fields> {
  const isForm = (request.headers.get("content-type") ?? "").startsWith("multipart/form-data");
  let body: unknown;
  try {
    body = isForm ? nested(await request.formData()) : await request.json();
  } catch {
    throw refusal(400, "We could not parse the body of your request.");
  }
  if (isFields(body)) return body;
  throw refusal(400, "The body of your request must be an object.");
}

/** What a form holds: `a[b]` becomes `{a: {b}}`. */
export function nested(form: Iterable<readonly [string, unknown]>): Fields {
  const fields: Fields = {};
  for (const [key, value] of form) {
    const [, outer = key, inner] = /^(\w+)\[(\w+)\]$/.exec(key) ?? [];
    const before = fields[outer];
    fields[outer] = inner === undefined ? value : { ...(isFields(before) ? before : {}), [inner]: value };
  }
  return fields;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
