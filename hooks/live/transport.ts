import { getJson } from "@/hooks/api";

/** A private channel of Supabase's Realtime, and what opens it. */
export interface RealtimeOffer {
  transport: "realtime";
  url: string;
  key: string;
  topic: string;
  token: string;
}

/** Where the server wants us to listen. Throws `ApiError`. */
export function askTransport(): Promise<{ transport: "stream" } | RealtimeOffer> {
  return getJson("/api/live");
}
