import { clsx, type ClassValue } from "clsx";

/** Joins class names. None may contradict another: what whoever uses a part may overrule is marked `base:` (globals.css). */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
