/** How many there are of each sort of things that belong to a user; those under way are among the jobs. */
export interface Belongings {
  jobs: number;
  underWay: number;
  results: number;
  uploads: number;
  images: number;
  endpoints: number;
  chats: number;
}

/** What somebody would have deleted, and what they have to type for it. */
export interface Leaving {
  belongings: Belongings;
  /** Why the account itself stays, empty: it is that of the demo, or auth lets this server remove none; `null` where it goes too. */
  keepsAccount: "shared" | "refused" | null;
  /** What is to be typed: their address, or some words where they have none. */
  confirmation: string;
}
