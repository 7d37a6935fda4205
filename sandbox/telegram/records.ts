import { z } from "zod";

/** Somebody who talks to the bot; the id is their chat's, too. */
export const Person = z.object({
  id: z.number(),
  name: z.string(),
  /** A bot may write to nobody who has not written first. */
  hasStarted: z.boolean(),
  isBlocking: z.boolean(),
});
export type Person = z.infer<typeof Person>;

/** A file that was sent, as it lies among the sandbox's blobs. */
export const Media = z.object({
  kind: z.enum(["photo", "video"]),
  blob: z.string(),
  contentType: z.string(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
});
export type Media = z.infer<typeof Media>;

const Button = z.strictObject({
  text: z.string().min(1),
  callback_data: z.string().min(1).max(64).optional(),
  url: z.url().optional(),
});

export const Keyboard = z.strictObject({ inline_keyboard: z.array(z.array(Button)) });
export type Keyboard = z.infer<typeof Keyboard>;

/** One message. `number` counts within its chat; what came as one album has its name. */
export const Said = z.object({
  id: z.number(),
  chat: z.number(),
  number: z.number(),
  at: z.number(),
  by: z.enum(["person", "bot"]),
  text: z.string(),
  media: Media.nullable(),
  album: z.string().nullable(),
  keyboard: Keyboard.nullable(),
});
export type Said = z.infer<typeof Said>;

/** What the bot was told to send updates to. */
export const Webhook = z.object({ id: z.number(), url: z.string(), secret: z.string().nullable() });
export type Webhook = z.infer<typeof Webhook>;

export const Command = z.strictObject({
  command: z.string().regex(/^[a-z0-9_]{1,32}$/),
  description: z.string().min(1).max(256),
});
export const Menu = z.object({ id: z.number(), commands: z.array(Command) });
export type Menu = z.infer<typeof Menu>;

/** A press that the bot has answered, by its update's id. */
export const Answered = z.object({ id: z.number() });
export type Answered = z.infer<typeof Answered>;

/** An update on its way to the bot, as it was written. */
export const Sent = z.object({
  id: z.number(),
  url: z.string(),
  secret: z.string().nullable(),
  at: z.number(),
  body: z.record(z.string(), z.unknown()),
});
export type Sent = z.infer<typeof Sent>;
