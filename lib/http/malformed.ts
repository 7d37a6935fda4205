import type { NextRequest } from "next/server";
import { NotFound } from "@/lib/services/errors";
import { requireShallow } from "@/lib/services/json-depth";
import { readBody } from "./body";
import { BadRequest, BodyTooLarge, ForeignOrigin, MethodNotAllowed } from "./errors";
import { problemResponse } from "./problem";

/** What can be asked of a route, and of a page. */
export const apiMethods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
const pageMethods = ["GET", "HEAD", "POST"];

/**
 * The answer to a request that Next would answer with 500, or with less than our errors say; `null` for all others.
 * Routes refuse the methods that they do not have (see route.ts); here are those that none has.
 */
export async function refuseMalformed(request: NextRequest): Promise<Response | null> {
  const { pathname } = request.nextUrl;
  const methods = isApiPath(pathname) ? apiMethods : pageMethods;
  if (!methods.includes(request.method)) return problemResponse(new MethodNotAllowed(methods));
  if (!isReadable(pathname)) return problemResponse(new NotFound());
  return request.method === "POST" && !isApiPath(pathname) ? refuseForm(request) : null;
}

/** Whether a path is one of the API's: asked by programs, and answered as they read it. */
export function isApiPath(path: string): boolean {
  return /^\/(?:api|ws)(?:\/|$)/.test(path);
}

/** Whether every escape in a path stands for a character. */
export function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** What is sent to a page is for a server action: from a page of ours, and whole. */
async function refuseForm(request: NextRequest): Promise<Response | null> {
  const origin = request.headers.get("origin");
  const host = request.headers.get("x-forwarded-host")?.split(",")[0]?.trim() || request.headers.get("host");
  if (origin !== null && URL.parse(origin)?.host !== host) return problemResponse(new ForeignOrigin());
  try {
    if (await isWholeForm(request)) return null;
  } catch (error) {
    if (error instanceof BodyTooLarge) return problemResponse(error);
  }
  return problemResponse(new BadRequest("invalid_form", "The form cannot be read."));
}

/** A form of ours has some hundred bytes; this is what Next takes for a server action, too. */
const mostFormBytes = 1024 * 1024;

/**
 * A form of HTML, or a call by React, whose arguments are a list in JSON: the whole body, or the part that is named 0. Throws
 * `BodyTooLarge`, and whatever breaks off a body.
 */
async function isWholeForm(request: NextRequest): Promise<boolean> {
  const isCall = request.headers.has("next-action");
  const body = await readBody(request.clone(), mostFormBytes);
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) return !isCall || isList(body.toString("utf8"));
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  return !isCall || (isList(form.get("0")) && areReadable([...form].filter(([name]) => /^\d+$/.test(name))));
}

function isList(text: unknown): boolean {
  return Array.isArray(shallow(text));
}

/** React's own parts of a call have numbers for names: each is there once, since a second one takes the place of the first. */
function areReadable(parts: ReadonlyArray<[name: string, value: unknown]>): boolean {
  const isOnceEach = new Set(parts.map(([name]) => name)).size === parts.length;
  return isOnceEach && parts.every(([, text]) => shallow(text) !== undefined);
}

/** What a text in JSON says; `undefined` where it is none, or nested more deeply than whoever reads it next can bear. */
function shallow(text: unknown): unknown {
  try {
    const given: unknown = JSON.parse(typeof text === "string" ? text : "");
    requireShallow(given);
    return given;
  } catch {
    return undefined;
  }
}
