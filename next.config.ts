import { existsSync } from "node:fs";
import type { NextConfig } from "next";
import { fontFiles } from "./lib/render/captions/fonts";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
];

/** Where Supabase's Realtime answers, if browsers listen there. */
const realtime = process.env["REALTIME"]?.trim() === "on" ? process.env["SUPABASE_URL"]?.trim() : undefined;
const connected = ["'self'", ...(realtime ? [new URL(realtime).origin.replace(/^http/, "ws")] : [])].join(
  " ",
);

/** A shared worker has the policy of its own file, not that of the page: it talks to us alone, and to Realtime. */
const workerHeaders = [{ key: "Content-Security-Policy", value: `connect-src ${connected}` }];

/** What renders may be left out; its types are missing then, and what is left is built all the same. */
const isWhole = ["node-av", "@mediabunny/server"].every((name) => existsSync(`node_modules/${name}`));

const config: NextConfig = {
  // Stacks that run side by side from one checkout have a build each (scripts/stack/build.ts).
  distDir: process.env["NEXT_DIST_DIR"] || ".next",
  // A stack does not check types again (npm run check does), and leaves tsconfig.json as it is.
  experimental: {
    strictRouteTypes: true,
    // What passes proxy.ts is cut here: an upload of 10 MB and its form fit.
    proxyClientMaxBodySize: "12mb",
  },
  // Native code cannot be bundled. Which route carries it is a matter of which can reach it: /api/pieces alone.
  serverExternalPackages: ["@mediabunny/server", "@napi-rs/canvas", "mediabunny", "node-av"],
  // They are opened by their names, which nobody can see.
  outputFileTracingIncludes: { "/api/pieces": [...fontFiles] },
  typescript: { ignoreBuildErrors: Boolean(process.env["NEXT_DIST_DIR"]) || !isWhole },
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    { source: "/_next/static/:path*", headers: workerHeaders },
  ],
};

export default config;
