import type { WrittenScene, WrittenScript } from "./write-script";

/** A JSON schema, of which only what tells what is to be filled in is read. */
export type Schema = Record<string, unknown>;

/** The numbers of scenes that a schema allows; `null` where it knows no scenes, and so is none of a script's. */
export function scenesAllowed(schema: Schema): { fewest: number; most: number } | null {
  const scenes = properties(schema)["scenes"];
  if (!scenes || !isSchema(scenes["items"])) return null;
  const { minItems: fewest, maxItems: most } = scenes;
  return { fewest: typeof fewest === "number" ? fewest : 1, most: typeof most === "number" ? most : 12 };
}

/** A script in the form of a schema: every property has what its name asks for, or something of its type. */
export function filled(schema: Schema, script: WrittenScript): Record<string, unknown> {
  const entries = Object.entries(properties(schema)).map(([name, shape]) => [
    name,
    name === "scenes"
      ? script.scenes.map((scene, n) => filledScene(isSchema(shape["items"]) ? shape["items"] : {}, scene, n))
      : filledProperty(name, shape, script),
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function filledScene(schema: Schema, scene: WrittenScene, index: number): Record<string, unknown> {
  const value = (name: string, shape: Schema): unknown => {
    const { enum: choices } = shape;
    if (Array.isArray(choices))
      return (choices as unknown[]).includes(scene.mood) ? scene.mood : (choices as unknown[])[0];
    if (shape["type"] === "integer" || shape["type"] === "number") return index + 1;
    if (/picture|image|visual|prompt|shot/i.test(name)) return scene.picture;
    if (/mood|feel|tone|emotion/i.test(name)) return scene.mood;
    return shape["type"] === "string" ? scene.narration : emptyOf(shape);
  };
  return Object.fromEntries(
    Object.entries(properties(schema)).map(([name, shape]) => [name, value(name, shape)]),
  );
}

function filledProperty(name: string, shape: Schema, script: WrittenScript): unknown {
  if (/cast|character|people/i.test(name)) return filledCast(shape, script);
  if (/style|look/i.test(name)) return script.style;
  if (/title|name|heading/i.test(name)) return script.title;
  return shape["type"] === "string" ? script.title : emptyOf(shape);
}

function filledCast(shape: Schema, { cast }: WrittenScript): unknown {
  if (shape["type"] !== "array") return cast.map(({ name, look }) => `${name}: ${look}`).join("; ");
  const item = isSchema(shape["items"]) ? shape["items"] : {};
  const people = cast.slice(0, typeof shape["maxItems"] === "number" ? shape["maxItems"] : cast.length);
  if (item["type"] === "string") return people.map(({ name, look }) => `${name}: ${look}`);
  return people.map(({ name, look }) =>
    Object.fromEntries(Object.keys(properties(item)).map((key) => [key, /name/i.test(key) ? name : look])),
  );
}

function emptyOf({ type, enum: choices }: Schema): unknown {
  if (Array.isArray(choices)) return (choices as unknown[])[0];
  switch (type) {
    case "array":
      return [];
    case "object":
      return {};
    case "boolean":
      return false;
    case "integer":
    case "number":
      return 1;
    default:
      return "";
  }
}

function properties(schema: Schema): Record<string, Schema> {
  const { properties: named } = schema;
  if (!isSchema(named)) return {};
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, shape]) => (isSchema(shape) ? [[name, shape]] : [])),
  );
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
