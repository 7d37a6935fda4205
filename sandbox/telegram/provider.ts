import type { SandboxProvider } from "../core/world";
import { botRoutes, places } from "./bot-routes";
import { chatRoutes } from "./chat-routes";
import { Chats } from "./chats";

/** Telegram: the Bot API, updates with their secret, and a page to talk to the bot. */
export const telegram: SandboxProvider = {
  name: "telegram",
  places,
  handlers: (world) => {
    const chats = new Chats(world);
    return [...chatRoutes(world, chats), ...botRoutes(world, chats)];
  },
};
