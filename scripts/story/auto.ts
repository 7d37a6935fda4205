import { tryVideo } from "./run";

// Auto-processing: a story is sent, and from then on only looked at, as its page does.
void tryVideo("Auto-processing", async () => undefined);
