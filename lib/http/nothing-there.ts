import { NotFound } from "@/lib/services/errors";
import { route } from "./route";

const refuse = route(async () => {
  throw new NotFound();
});

/** What answers below an address where nothing else does: that nothing is there, in the form of all our errors. */
export const nothingThere = {
  DELETE: refuse,
  GET: refuse,
  OPTIONS: refuse,
  PATCH: refuse,
  POST: refuse,
  PUT: refuse,
};
