import { request } from "node:http";
import type { Connect } from "./client";

/** A connection by server-sent events, with Node's own client: what a browser's EventSource does. */
export function bySse(url: string, accessToken: string): Connect {
  return (since, heard) => {
    const headers = {
      authorization: `Bearer ${accessToken}`,
      ...(since !== null && { "last-event-id": since }),
    };
    const call = request(url, { headers, agent: false }, (response) => {
      response.setEncoding("utf8");
      const refused = response.statusCode !== 200;
      let text = "";
      response.on("data", (part: string) => {
        text += part;
        if (refused) return;
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          take(text.slice(0, end));
          text = text.slice(end + 2);
        }
      });
      response.on("close", () => heard.lost(refused && isFinal(response.statusCode) ? text : null));
    });
    call.on("error", () => heard.lost(null));
    call.end();

    function take(event: string): void {
      const fields = Object.fromEntries(
        event.split("\n").map((line) => {
          const colon = line.indexOf(": ");
          return [line.slice(0, colon), line.slice(colon + 2)];
        }),
      );
      const { id, event: name, data } = fields;
      if (name === "status_update") heard.update(JSON.parse(data ?? ""), id ?? "");
      else if (id !== undefined) heard.place(id);
    }
    return () => call.destroy();
  };
}

/** Whoever is told that nothing can be said just now comes again. */
function isFinal(status = 0): boolean {
  return status < 500 && status !== 429;
}
