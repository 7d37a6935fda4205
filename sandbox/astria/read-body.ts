import { Refusal } from "../core/refusal";

type Fields = Record<string, unknown>;

/**
 * The attributes under `tune` or `prompt`, from JSON (`{"tune":{…}}`) or a form (`tune[title]`, `tune[images][]`).
 * @throws Refusal 400 where the body cannot be read or the wrapper is missing
 */
export async function readBody(request: Request, wrapper: "tune" | "prompt"): Promise<Fields> {
  const fields = isForm(request) ? await readForm(request, wrapper) : await readJson(request, wrapper);
  if (Object.keys(fields).length > 0) return fields;
  throw new Refusal(400, { status: 400, error: `param is missing or the value is empty: ${wrapper}` });
}

function isForm(request: Request): boolean {
  return /^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(
    request.headers.get("content-type") ?? "",
  );
}

async function readJson(request: Request, wrapper: string): Promise<Fields> {
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    throw new Refusal(400, { status: 400, error: "Error occurred while parsing request parameters" });
  }
  const inner = isFields(body) ? body[wrapper] : undefined;
  return isFields(inner) ? inner : {};
}

async function readForm(request: Request, wrapper: string): Promise<Fields> {
  const fields: Fields = {};
  for (const [key, value] of await request.formData()) {
    const [, outer, name = "", list] = /^(\w+)\[(\w+)\](\[\])?$/.exec(key) ?? [];
    if (outer !== wrapper) continue;
    const before = fields[name];
    fields[name] = list ? [...(Array.isArray(before) ? before : []), value] : value;
  }
  return fields;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
