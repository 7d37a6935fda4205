import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DemoEntry } from "@/components/session/demo-entry";
import { SignInForm } from "@/components/session/sign-in-form";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { Card } from "@/components/ui/card";
import { destination } from "@/lib/http/destination";
import { demoAccount, getPageUser } from "@/lib/http/page-session";
import { continueAsDemo, signIn, signUp } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const [user, query] = await Promise.all([getPageUser(), searchParams]);
  const next = destination(query["next"]);
  if (user) redirect(next);
  const demo = demoAccount();
  return (
    <PageBody>
      <div className="mx-auto max-w-108">
        <PageTitle title="Come in">Your jobs and your pictures are for your eyes only.</PageTitle>
        <div className="grid gap-5">
          {demo && <DemoEntry account={demo} enter={continueAsDemo} next={next} />}
          <Card>
            <SignInForm signIn={signIn} signUp={signUp} next={next} />
          </Card>
        </div>
      </div>
    </PageBody>
  );
}
