import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EndpointPage } from "@/components/notifications/endpoint-page";
import { PageBody } from "@/components/shell/page-body";
import { getInitialEndpoints } from "@/lib/http/page-data";
import { requirePageUser } from "@/lib/http/page-session";

export const metadata: Metadata = { title: "Webhook" };

/** One endpoint of whoever is signed in, and what was sent there. */
export default async function OneEndpointPage({ params }: PageProps<"/notifications/[id]">) {
  const { id } = await params;
  const endpoints = await getInitialEndpoints(await requirePageUser(`/notifications/${id}`));
  if (!endpoints.some((endpoint) => endpoint.id === id)) notFound();
  return (
    <PageBody>
      <EndpointPage id={id} initial={endpoints} />
    </PageBody>
  );
}
