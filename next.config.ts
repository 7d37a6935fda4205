import type { NextConfig } from "next";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
];

const config: NextConfig = {
  // Stacks that run side by side from one checkout have a build each (scripts/stack/build.ts).
  distDir: process.env["NEXT_DIST_DIR"] || ".next",
  // A stack does not check types again (npm run check does), and leaves tsconfig.json as it is.
  experimental: {
    strictRouteTypes: true,
    // What passes proxy.ts is cut here: an upload of 10 MB and its form fit.
    proxyClientMaxBodySize: "12mb",
  },
  typescript: { ignoreBuildErrors: Boolean(process.env["NEXT_DIST_DIR"]) },
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
