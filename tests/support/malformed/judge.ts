import type { Answer, Call } from "./wire";

const fields = ["code", "detail", "status", "title", "type"];

/** What of our insides an answer must not show: stack traces, SQL, words of the database. */
const insides =
  /\bat [\w.<> ]+ \(|\.[jt]sx?:\d+:\d+|select .+ from |violates|PGRST\d|SQLSTATE|syntax error at/i;

/** What is wrong with an answer, or `null`: whatever was asked, it is answered, not with 5xx, and under /api and /ws as problem+json. */
export function faultOf(call: Call, answer: Answer | null): string | null {
  if (!answer) return "no answer";
  const { status, headers, body } = answer;
  if (status >= 500) return `${status}`;
  const isError = status >= 400;
  if (isError && insides.test(body.replaceAll(/<(script|style)\b[^]*?<\/\1>|<[^>]*>/g, "")))
    return `${status} that shows our insides: ${body.slice(0, 200)}`;
  if (status === 405 && !headers.get("allow")) return "405 without Allow";
  if (!isError || !/^\/(?:api|ws)(?:\/|$)/.test(pathOf(call.target))) return null;
  if (headers.get("content-type") !== "application/problem+json")
    return `${status} of ${headers.get("content-type") ?? "no type"}`;
  return call.method === "HEAD" ? null : faultOfProblem(status, body);
}

function faultOfProblem(status: number, body: string): string | null {
  let problem: Record<string, unknown>;
  try {
    problem = JSON.parse(body) as Record<string, unknown>;
  } catch {
    return `${status} with a body that is no JSON: ${body.slice(0, 100)}`;
  }
  const names = Object.keys(problem).toSorted().join();
  if (names !== fields.join()) return `${status} with ${names}`;
  if (problem["status"] !== status) return `${status} that says ${String(problem["status"])}`;
  const said = [problem["code"], problem["detail"], problem["title"], problem["type"]];
  return said.every((word) => typeof word === "string" && word !== "") ? null : `${status} without words`;
}

/** As a server reads it: without dots that lead upwards. */
function pathOf(target: string): string {
  return URL.parse(target, "http://app.test")?.pathname ?? target;
}
