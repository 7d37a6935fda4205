import { expect } from "vitest";

/** The body of an error answer, which must be problem+json (RFC 9457) with the fields we promise and no others. */
export async function problem(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = (await response.json()) as Record<string, unknown>;
  expect(Object.keys(body).toSorted()).toEqual(["code", "detail", "status", "title", "type"]);
  expect(body["status"]).toBe(response.status);
  return body;
}
