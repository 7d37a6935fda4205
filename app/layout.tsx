import "@fontsource/instrument-serif/400.css";
import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { JobsWatch } from "@/components/pages/jobs-watch";
import { Header } from "@/components/shell/header";
import { Providers } from "@/components/shell/providers";
import { SkipLink } from "@/components/shell/skip-link";
import { getShownUser } from "@/lib/http/page-session";
import { signOut } from "./sign-in/actions";

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
    <html lang="en" suppressHydrationWarning className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <Providers nonce={sent.get("x-nonce") ?? undefined} userId={user?.id ?? null}>
          <SkipLink />
          <Header user={shown} signOut={signOut} />
          <main id="content" tabIndex={-1} className="outline-none">
            {children}
          </main>
          {user && <JobsWatch />}
        </Providers>
      </body>
    </html>
  );
}

function nameOf(email: string): string {
  return email.split("@")[0] ?? email;
}
