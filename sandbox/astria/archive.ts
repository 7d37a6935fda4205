import { Collection } from "../core/collection";
import type { World } from "../core/world";
import { Prompt, promptJson, timesOfPrompt } from "./prompt";
import { timesOfTune, Tune, tuneJson } from "./tune";

/** The tunes and prompts of one account, and their callbacks; reopened from the ledger after a restart. */
export class Archive {
  readonly tunes: Collection<Tune>;
  readonly prompts: Collection<Prompt>;

  constructor(private readonly world: World) {
    this.tunes = new Collection(world.ledger, "astria.tune", Tune);
    this.prompts = new Collection(world.ledger, "astria.prompt", Prompt);
    world.ids.seen(Math.max(this.tunes.newestId, this.prompts.newestId));
    for (const tune of this.tunes.all()) this.expectTune(tune);
    for (const prompt of this.prompts.all()) this.expectPrompt(prompt);
  }

  addTune(tune: Tune): Tune {
    this.expectTune(tune);
    return this.tunes.insert(tune);
  }

  addPrompt(prompt: Prompt): Prompt {
    this.expectPrompt(prompt);
    return this.prompts.insert(prompt);
  }

  promptsOf(tuneId: number): Prompt[] {
    return this.prompts.all().filter((prompt) => prompt.tuneId === tuneId);
  }

  /** A deleted tune takes its prompts with it, and nobody is called back about them. */
  deleteTune(id: number): void {
    for (const prompt of this.prompts.all().filter((each) => [each.tuneId, each.loraId].includes(id))) {
      this.prompts.remove(prompt.id);
      this.world.callbacks.drop(prompt.id);
    }
    this.tunes.remove(id);
    this.world.callbacks.drop(id);
  }

  private expectTune(tune: Tune): void {
    if (tune.callback === null || tune.fails) return;
    const { createdAt, trainedAt } = timesOfTune(tune, this.world);
    this.world.callbacks.add({
      id: tune.id,
      where: ["tune-callback", "astria"],
      url: tune.callback,
      startsAt: createdAt,
      finishesAt: trainedAt,
      headers: { "user-agent": "Astria" },
      body: (at) => ({ tune: tuneJson(tune, this.world, at) }),
    });
  }

  private expectPrompt(prompt: Prompt): void {
    if (prompt.callback === null || prompt.fails) return;
    const { createdAt, trainedAt } = timesOfPrompt(prompt, this.world);
    this.world.callbacks.add({
      id: prompt.id,
      where: ["prompt-callback", "astria"],
      url: prompt.callback,
      startsAt: createdAt,
      finishesAt: trainedAt,
      headers: { "user-agent": "Astria" },
      body: (at) => ({ prompt: promptJson(prompt, this.world, at) }),
    });
  }
}
