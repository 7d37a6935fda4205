import "@fontsource/geist-mono/400.css";
import "./fonts.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Keys } from "@/components/keys/keys";
import { JobsWatch } from "@/components/pages/jobs-watch";
import { Header } from "@/components/shell/header";
import { Providers } from "@/components/shell/providers";
import { SkipLink } from "@/components/shell/skip-link";
import { getShownUser } from "@/lib/http/page-session";
import { signOut } from "@/lib/http/sign-out";

/** Its other letters are in fonts.css. */
const latin = localFont({
  src: "../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2",
  variable: "--font-geist-latin",
  weight: "100 900",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    },
  ],
});

/** Of titles, which wrap: it comes with the page, and what stands in for it is as wide. The older format is the smaller file. */
const serif = localFont({
  src: "../node_modules/@fontsource/instrument-serif/files/instrument-serif-latin-400-normal.woff",
  variable: "--font-serif-latin",
  weight: "400",
  adjustFontFallback: "Times New Roman",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    },
  ],
});

export const metadata: Metadata = {
  title: { default: "Darkroom", template: "%s · Darkroom" },
  description: "Watches over long-running AI jobs, so that you can close the page.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: dark)", color: "#120e0c" },
    { media: "(prefers-color-scheme: light)", color: "#f4eee4" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [user, sent] = await Promise.all([getShownUser(), headers()]);
  const shown = user && { name: user.isDemo ? "Demo user" : nameOf(user.email), email: user.email };
  return (
    <html lang="en" suppressHydrationWarning className={`${latin.variable} ${serif.variable}`}>
      <body>
        <Providers nonce={sent.get("x-nonce") ?? undefined} userId={user?.id ?? null}>
          <SkipLink />
          <Header user={shown} signOut={signOut} />
          <main id="content" tabIndex={-1} className="outline-none">
            {children}
          </main>
          {user && <JobsWatch />}
          {user && <Keys />}
        </Providers>
      </body>
    </html>
  );
}

function nameOf(email: string): string {
  return email.split("@")[0] ?? email;
}
