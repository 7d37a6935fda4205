import { route } from "@/lib/http/route";
import { NotFound } from "@/lib/services/errors";

/** Whatever else is asked for under /api is not there, and says so in the form of all our errors. */
const handler = route(async () => {
  throw new NotFound();
});

export {
  handler as DELETE,
  handler as GET,
  handler as OPTIONS,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};
