"use client";
import { ThemeProvider } from "next-themes";
import { useEffect, useState, type ReactNode } from "react";
import { SWRConfig, type Cache } from "swr";
import { PlainNews } from "@/components/ui/plain-news";
import { Toaster } from "@/components/ui/toaster";
import { endWorkOfOthers } from "@/hooks/owners-work";
import { DraftOwner } from "@/hooks/use-draft";

const loadNews = async () => (await import("./news-room")).NewsRoom;

interface Props {
  nonce: string | undefined;
  /** Whoever is signed in. Another person gets another cache: nothing read for one is ever shown to the next. */
  userId: string | null;
  children: ReactNode;
}

export function Providers({ nonce, userId, children }: Props) {
  useEffect(() => endWorkOfOthers(userId), [userId]);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce === undefined ? {} : { nonce })}
    >
      <DraftOwner value={userId ?? "nobody"}>
        <PersonalCache key={userId ?? "nobody"}>{children}</PersonalCache>
      </DraftOwner>
      <Toaster load={loadNews} />
      <PlainNews />
    </ThemeProvider>
  );
}

function PersonalCache({ children }: { children: ReactNode }) {
  const [cache] = useState<Cache>(() => new Map());
  return <SWRConfig value={{ provider: () => cache }}>{children}</SWRConfig>;
}
