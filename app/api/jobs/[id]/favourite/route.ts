import { answerAfter } from "@/lib/http/job-routes";
import { methodsBesides, route } from "@/lib/http/route";
import { setFavourite } from "@/lib/services/set-favourite";

type Context = RouteContext<"/api/jobs/[id]/favourite">;

export const PUT = route<Context>(async (request, { params }) =>
  answerAfter(request, (await params).id, (user, id) => setFavourite(user, id, true, "manual")),
);

export const DELETE = route<Context>(async (request, { params }) =>
  answerAfter(request, (await params).id, (user, id) => setFavourite(user, id, false, "manual")),
);

export const { GET, OPTIONS, PATCH, POST } = methodsBesides("DELETE", "PUT");
