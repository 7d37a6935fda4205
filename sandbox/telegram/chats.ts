import type { Update } from "grammy/types";
import { doubling, type Repeats } from "../core/callback";
import { Collection } from "../core/collection";
import type { World } from "../core/world";
import { Answered, Menu, Person, Said, Sent, Webhook, type Media } from "./records";
import { memberUpdate, messageUpdate, pressUpdate } from "./shapes";

/** Telegram says only that it repeats "a reasonable amount of" times; that it is twelve, over an hour, is ours. */
const repeats: Repeats = { afterMs: doubling(1_000, 12), timeoutMs: 60_000 };

/** Telegram says only that a press can become too old to be answered; that it takes a minute is ours. */
const pressMs = 60_000;

const secretHeader = "x-telegram-bot-api-secret-token";

/** What is new in a chat; the rest follows. */
export type NewSaid = Pick<Said, "by" | "text"> & Partial<Pick<Said, "media" | "album" | "keyboard">>;

/** The people, what they and the bot have said, and the updates that tell the bot of it; reopened after a restart. */
export class Chats {
  private readonly people: Collection<Person>;
  private readonly said: Collection<Said>;
  private readonly sent: Collection<Sent>;
  private readonly answered: Collection<Answered>;
  private readonly webhooks: Collection<Webhook>;
  private readonly menus: Collection<Menu>;

  constructor(private readonly world: World) {
    const { ledger, ids } = world;
    this.people = new Collection(ledger, "telegram.person", Person);
    this.said = new Collection(ledger, "telegram.said", Said);
    this.sent = new Collection(ledger, "telegram.sent", Sent);
    this.answered = new Collection(ledger, "telegram.answered", Answered);
    this.webhooks = new Collection(ledger, "telegram.webhook", Webhook);
    this.menus = new Collection(ledger, "telegram.menu", Menu);
    for (const { newestId } of [this.said, this.sent]) ids.seen(newestId);
    for (const sent of this.sent.all()) this.expect(sent);
  }

  person(id: number): Person | undefined {
    return this.people.get(id);
  }

  /** Whoever goes by this name; a new name is a new person. */
  personNamed(name: string): Person {
    const known = this.people.find((each) => each.name === name);
    const id = 1_001 + this.people.all().length;
    return known ?? this.people.insert({ id, name, hasStarted: false, isBlocking: false });
  }

  /** A chat's messages, the oldest first. */
  messagesOf({ id }: Person): Said[] {
    return this.said.all().filter((each) => each.chat === id);
  }

  messageOf({ id }: Person, number: number): Said | undefined {
    return this.said.find((each) => each.chat === id && each.number === number);
  }

  mediaNamed(blob: string): Media | undefined {
    return this.said.find(({ media }) => media?.blob === blob)?.media ?? undefined;
  }

  add(person: Person, { by, text, media = null, album = null, keyboard = null }: NewSaid): Said {
    const number = (this.messagesOf(person).at(-1)?.number ?? 0) + 1;
    const id = this.world.ids.next();
    return this.said.insert({
      id,
      chat: person.id,
      number,
      at: this.world.now(),
      by,
      text,
      media,
      album,
      keyboard,
    });
  }

  change(said: Said): Said {
    return this.said.insert(said);
  }

  /** What a person writes. Whoever blocked the bot does so no more. */
  write(person: Person, text: string): Said {
    const isBack = person.isBlocking;
    const writing = this.people.insert({ ...person, hasStarted: true, isBlocking: false });
    if (isBack) this.tell((id) => memberUpdate(id, writing, this.world.now()));
    const said = this.add(writing, { by: "person", text });
    this.tell((id) => messageUpdate(id, said, writing));
    return said;
  }

  press(person: Person, said: Said, data: string): void {
    this.tell((id) => pressUpdate(id, said, person, data));
  }

  /** Answers a press, by its update's id; false where there is none, it was answered before, or is too old by now. */
  answer(id: number): boolean {
    const sent = this.sent.get(id);
    if (!sent || this.answered.get(id) || this.world.now() - sent.at > pressMs) return false;
    this.answered.insert({ id });
    return true;
  }

  block(person: Person, isBlocking: boolean): void {
    if (person.isBlocking === isBlocking) return;
    const changed = this.people.insert({ ...person, isBlocking });
    if (changed.hasStarted) this.tell((id) => memberUpdate(id, changed, this.world.now()));
  }

  get menu(): Menu["commands"] {
    return this.menus.get(1)?.commands ?? [];
  }

  setMenu(commands: Menu["commands"]): void {
    this.menus.insert({ id: 1, commands });
  }

  /** Where updates go, as the bot has said. */
  get webhook(): Webhook | null {
    const set = this.webhooks.get(1);
    return set === undefined || set.url === "" ? null : set;
  }

  setWebhook(url: string, secret: string | null): void {
    this.webhooks.insert({ id: 1, url, secret });
  }

  /** Nothing is kept for a bot that is not listening. */
  private tell(write: (id: number) => Update): void {
    const { webhook } = this;
    if (!webhook) return;
    const id = this.world.ids.next();
    const body: Record<string, unknown> = { ...write(id) };
    this.expect(
      this.sent.insert({ id, url: webhook.url, secret: webhook.secret, at: this.world.now(), body }),
    );
  }

  private expect({ id, url, secret, at, body }: Sent): void {
    const headers = () => (secret === null ? {} : { [secretHeader]: secret });
    this.world.callbacks.add({
      id,
      where: ["telegram-update", "telegram"],
      url,
      startsAt: at,
      finishesAt: at,
      body: () => body,
      signature: { header: secretHeader, headers },
      repeats,
    });
  }
}
