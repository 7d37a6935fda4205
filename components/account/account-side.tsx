import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { SignOut } from "./sign-out";

interface Props {
  email: string;
  signOut: () => Promise<void>;
}

/** What an account is besides what it used: a column beside that, or rows under it. */
export function AccountSide({ email, signOut }: Props) {
  return (
    <div className="grid content-start gap-9 border-t pt-9 lg:border-t-0 lg:border-l lg:pt-0 lg:pl-10">
      {email !== "" && (
        <Part id="who" title="Signed in as">
          <p className="wrap-anywhere">{email}</p>
          <SignOut signOut={signOut} />
        </Part>
      )}
      <Part id="told" title="Where you are told">
        <p className="text-soft">By Telegram, or at an address of your own, while no page is open.</p>
        <Button asChild>
          <Link href="/notifications">Notifications</Link>
        </Button>
      </Part>
      <Part id="leave" title="Delete everything of mine">
        <p className="text-soft">
          Jobs with what they made, your uploads and your library. The next page says exactly what goes, and
          asks once more.
        </p>
        <Button asChild>
          <Link href="/account/delete">See what would go</Link>
        </Button>
      </Part>
    </div>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section
      aria-labelledby={id}
      className="flex flex-col items-start gap-3 text-[0.9375rem] leading-relaxed md:max-lg:grid md:max-lg:grid-cols-[minmax(0,1fr)_auto] md:max-lg:gap-x-10 md:max-lg:gap-y-1 md:max-lg:*:last:col-start-2 md:max-lg:*:last:row-span-2 md:max-lg:*:last:row-start-1 md:max-lg:*:last:self-center"
    >
      <h2 id={id} className="font-serif text-2xl leading-tight">
        {title}
      </h2>
      {children}
    </section>
  );
}
