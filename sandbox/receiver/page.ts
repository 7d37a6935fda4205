import type { KeptMessage, Mailbox } from "./mailbox";

/** What came, for a person to look at; it looks again by itself. */
export function mailboxPage(name: string, { messages, answer }: Mailbox): string {
  const title = `Receiver “${escaped(name)}”`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width"><title>${title}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
article { border-top: 1px solid; padding: 1rem 0 } pre { overflow: auto; max-height: 20rem } p { margin: 0.25rem 0 }
</style>
<h1>${title}</h1>
<p>Answers with ${answer.status}. ${messages.length === 0 ? "Nothing has come yet." : `${messages.length} came, newest first.`}</p>
${messages.map(article).join("\n")}
</html>`;
}

function article({ at, headers, body, status }: KeptMessage): string {
  const { "webhook-id": id = "none", "webhook-signature": signature = "none" } = headers;
  return `<article><p><time>${new Date(at).toISOString()}</time>, answered with ${status}</p>
<p>webhook-id: ${escaped(id)}</p><p>webhook-signature: ${escaped(signature)}</p><pre>${escaped(indented(body))}</pre></article>`;
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
