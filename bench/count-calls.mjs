// Loaded before Supabase Lite: counts the calls that come in, by method and path, and tells them to whoever asks for /__calls.
import { Server } from "node:http";

const counts = new Map();
const emit = Reflect.get(Server.prototype, "emit");

Server.prototype.emit = function (event, ...args) {
  if (event !== "request") return emit.call(this, event, ...args);
  const [request, response] = args;
  const [path] = request.url.split("?");
  if (path === "/__calls") {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(Object.fromEntries(counts)));
    return true;
  }
  const name = `${request.method} ${path}`;
  counts.set(name, (counts.get(name) ?? 0) + 1);
  return emit.call(this, event, ...args);
};
