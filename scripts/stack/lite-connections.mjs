// Supabase Lite as hosted Supabase is with idle connections, loaded into its process before it starts: it leaves them to its
// clients to close. It would close them after five seconds, and whoever begins a call at that very moment is cut off.
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";

const { createServer } = http;
http.createServer = (...args) => {
  const server = createServer(...args);
  server.keepAliveTimeout = 0;
  return server;
};
syncBuiltinESMExports();
