import { linkTelegram, muteTelegram, readLinkOfChat, unlinkTelegram } from "@/lib/db/telegram";
import { readActiveJobs, readEndedJobs } from "@/lib/db/read-jobs";
import type { Job } from "@/lib/jobs/job";
import type { Answer, Chat, Listener } from "@/lib/telegram/hear";
import { cancelJob } from "./cancel-job";
import { NotFound } from "./errors";
import { presentJob, presentJobs } from "./present-job";
import { hashOf } from "./telegram-link";
import * as words from "./telegram-words";

/** How many jobs a list shows, and how many that are under way are looked at for the one that is meant. */
const shown = 8;
const mostLookedAt = 100;

const job = /^cancel:([\da-f-]{36})$/;

/** What the bot does for whoever writes to it. `onCancel` is called after something was canceled. */
export function telegramCommands(onCancel: () => void): Listener {
  const canceled = async (userId: string, id: string): Promise<Answer> => {
    try {
      const view = await presentJob(await cancelJob({ id: userId }, id, "telegram"));
      onCancel();
      return { text: words.canceledWords(view) };
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      return { text: words.notThere };
    }
  };

  return {
    start: async (chat, code) => {
      if (code === "") return ofUser(chat, async () => ({ text: words.helpWords }));
      const linking = await linkTelegram(hashOf(code), chat);
      return { text: linking ? words.linkedWords(linking) : words.wrongCode() };
    },
    help: async (chat) => ofUser(chat, async () => ({ text: words.helpWords })),
    jobs: async (chat) =>
      ofUser(chat, async (userId) => {
        const active = await readActiveJobs(userId, shown);
        const ended = active.length < shown ? await readEndedJobs(userId, shown - active.length) : [];
        const views = await presentJobs([...active, ...ended]);
        return { text: views.length === 0 ? words.nothingYet : views.map(words.lineOf).join("\n") };
      }),
    cancel: async (chat, which) =>
      ofUser(chat, async (userId) => {
        const active = await readActiveJobs(userId, mostLookedAt);
        const [only, ...more] =
          which === "" ? [] : active.filter(({ id }) => id.startsWith(which.toLowerCase()));
        if (only && more.length === 0) return canceled(userId, only.id);
        return active.length === 0 ? { text: words.nothingUnderWay } : choice(active);
      }),
    mute: async (chat) => linkedOr(await muteTelegram({ chatId: chat.id }, true), words.mutedWords),
    unmute: async (chat) => linkedOr(await muteTelegram({ chatId: chat.id }, false), words.unmutedWords),
    stop: async (chat) => linkedOr(await unlinkTelegram({ chatId: chat.id }), words.stoppedWords),
    pressed: async (chat, data) =>
      ofUser(chat, async (userId) => {
        const id = job.exec(data)?.[1];
        return id === undefined ? { text: words.notThere } : canceled(userId, id);
      }),
    left: async (chat) => void (await unlinkTelegram({ chatId: chat.id })),
  };
}

/** Something for a chat that is somebody's. */
async function ofUser(chat: Chat, answer: (userId: string) => Promise<Answer>): Promise<Answer> {
  const link = await readLinkOfChat(chat.id);
  return link ? answer(link.userId) : { text: words.notLinked() };
}

function linkedOr(isLinked: boolean, text: string): Answer {
  return { text: isLinked ? text : words.notLinked() };
}

/** What a button says at most: longer ones do not fit on a phone. */
const labelLength = 60;

async function choice(jobs: readonly Job[]): Promise<Answer> {
  const views = await presentJobs(jobs.slice(0, shown));
  const buttons = views.map((view) => ({
    label: words.lineOf(view).slice(0, labelLength).toWellFormed(),
    data: `cancel:${view.id}`,
  }));
  return { text: words.whichToCancel, buttons };
}
