import type { Dice } from "../lying/dice";
import { anId, deep } from "./words";

/** A body, and what its sender says it is. */
export interface Sent {
  type: string | null;
  body: Buffer;
}

const oddLists: unknown[][] = [
  [
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    4,
    "4",
    "",
    " ",
    "x",
    "é",
    [],
    {},
    [[]],
    [null],
    { toString: 1 },
    { $ne: null },
  ],
  [
    "\u0000",
    "a\u0000b",
    "\ud800",
    "\u200b\u2060\ufeff",
    "\u3164",
    "x".repeat(30_000),
    "2026-02-30",
    "' or 1=1",
  ],
  ["../../etc/passwd", "a/b.jpg", Array.from({ length: 4 }, () => "a/b.jpg"), Array(5_000).fill(0)],
];
const odd = oddLists.flat();
const kinds = "chat sora photoshoot product_card image_tags story_video toString __proto__".split(" ");
const fields = "prompt model seconds size image title subject images style assetIds story".split(" ");

/** Texts where JSON is awaited. */
const texts: readonly string[] = [
  '{ [ ] nul undefined NaN \'a\' {\'a\':1} {"a":1,} {"a":1}{"a":1} <html> \ufeff{} 1e400 - 01'.split(" "),
  ["", '"\\ud800"', '"\\u0000"', '"\n"', "9".repeat(5_000), " ".repeat(200_000), `"${"x".repeat(300_000)}"`],
  [deep(5_000), deep(100_000), "[".repeat(100_000), `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`],
  ['{"__proto__":{"kind":"chat"}}', '{"constructor":{"prototype":{"a":1}}}', '{"kind":"chat","input":null}'],
  ['{"kind":"chat","input":{"prompt":"x","__proto__":{"a":1}}}', '{"kind":"chat","kind":"sora","input":{}}'],
  [`{"kind":"chat","input":{"prompt":${deep(5_000)}}}`, `{"kind":"chat","input":${deep(5_000)}}`],
  [`{"kind":"chat","input":{"prompt":"x"},"priority":${deep(5_000)}}`],
  ['{"kind":"sora","input":{"prompt":"x","seconds":1e999}}'],
].flat();

/** What is sent where a job, an event or anything else in JSON is awaited. */
export function jsonBody(dice: Dice): Sent {
  const type = dice.pick(["application/json", "application/json", "text/plain", null, "application/xml"]);
  if (dice.chance(0.5)) return { type, body: Buffer.from(dice.pick(texts)) };
  if (dice.chance(0.1)) return { type, body: Buffer.from([0x7b, 0x22, 0xff, 0xc3, 0x28, 0x22, 0x7d]) };
  if (dice.chance(0.1)) return { type, body: Buffer.from('{"kind":"chat"}', "utf16le") };
  const chosen = dice.shuffled(fields).slice(0, dice.between(0, 4));
  const input = Object.fromEntries(chosen.map((field) => [field, dice.pick(odd)]));
  const more = dice.chance(0.2) ? { [dice.pick(["priority", "id", "user_id"])]: dice.pick(odd) } : {};
  const whole = {
    kind: dice.pick(dice.chance(0.8) ? kinds : odd),
    input: dice.chance(0.8) ? input : dice.pick(odd),
  };
  return { type, body: Buffer.from(JSON.stringify({ ...whole, ...more })) };
}

/** What is sent where tags or ids of images are awaited. */
export function libraryBody(dice: Dice): Sent {
  const one = () => dice.pick(["sea", " ", "x".repeat(41), anId, ...odd]);
  const given = dice.chance(0.7) ? Array.from({ length: dice.between(0, 60) }, one) : dice.pick(odd);
  const body = JSON.stringify({ [dice.pick(["tags", "ids"])]: given });
  return dice.chance(0.2) ? jsonBody(dice) : { type: "application/json", body: Buffer.from(body) };
}

/** What is sent where an endpoint is awaited. Whatever of it should be taken leads nowhere: the name is one that nobody has. */
export function endpointBody(dice: Dice): Sent {
  const hosts = [
    "127.0.0.1",
    "[::1]",
    "0x7f.1",
    "169.254.169.254",
    "nobody.invalid",
    "nobody.invalid:8443",
    "",
  ];
  const address = `${dice.pick(["https", "http", "ftp", "javascript"])}://${dice.pick(hosts)}/${dice.pick(["", "x".repeat(3_000)])}`;
  const events = [dice.pick(["job.completed", "job.exploded", ...odd]), dice.pick(["job.failed", ...odd])];
  const whole = {
    url: dice.chance(0.7) ? address : dice.pick(odd),
    events: dice.chance(0.7) ? events : dice.pick(odd),
    ...(dice.chance(0.3) && { [dice.pick(["enabled", "id", "secret"])]: dice.pick(odd) }),
  };
  return dice.chance(0.2)
    ? jsonBody(dice)
    : { type: "application/json", body: Buffer.from(JSON.stringify(whole)) };
}

const form = "multipart/form-data; boundary=x";
const named = 'content-disposition: form-data; name="file"; filename="a.jpg"';

function part(head: string, content: string | Buffer, ending = "\r\n--x--\r\n"): Buffer {
  const start = Buffer.from(`--x\r\n${head}\r\n\r\n`, "latin1");
  return Buffer.concat([start, Buffer.from(content), Buffer.from(ending)]);
}

/** The first bytes of formats that are told apart by looking into them, in hexadecimal. */
const beginnings =
  `ffd8ffe000104a464946 ffd8ffe1ffff ffd8ff 89504e470d0a1a0a 89504e470d0a1a0a7fffffff49484452 474946383961
  52494646ffffffff57454250 524946460400000057454250 504b0304 504b0304140000000800 1a45dfa3 1a45dfa301ffffffffffffff
  494433040000ffffffff 3026b2758e66cf11a6d900aa0062ce6c 49492a00ffffffff 4d4d002a00000008ffff 0000001866747970 4f676753
  664c6143 213c617263683e0a 425a68 1f8b08 fd377a585a00 25504446 3c3f786d6c 38425053 d0cf11e0`.split(/\s+/);

/** What is sent where a picture is awaited. */
export function formBody(dice: Dice): Sent {
  const rubbish = Buffer.from(Array.from({ length: dice.between(0, 3_000) }, () => dice.between(0, 255)));
  const rest = dice.chance(0.5) ? rubbish : Buffer.alloc(dice.between(0, 3_000));
  const file = Buffer.concat([Buffer.from(dice.pick(beginnings), "hex"), rest]);
  const whole = part(`${named}\r\ncontent-type: image/jpeg`, file);
  if (dice.chance(0.4)) return { type: form, body: whole };
  return dice.pick<Sent>([
    { type: "multipart/form-data", body: whole },
    { type: "multipart/form-data; boundary=", body: whole },
    { type: "multipart/form-data; boundary=y", body: whole },
    { type: `multipart/form-data; boundary=${"x".repeat(300)}`, body: whole },
    { type: form, body: part(named, file, "") },
    { type: form, body: part(named, file, "\r\n--x") },
    { type: form, body: part('content-disposition: form-data; name="file', file) },
    { type: form, body: part("content-disposition: form-data; name=file; filename*=utf-8''%ff", file) },
    { type: form, body: part('content-disposition: form-data; name="file"', file) },
    { type: form, body: part(`x: ${"y".repeat(100_000)}\r\n${named}`, file) },
    { type: form, body: part("\u0000", file) },
    { type: form, body: Buffer.from(`--x\r\n${named}\r\n\r\n`.repeat(3_000)) },
    { type: form, body: part(named, whole) },
    { type: form, body: rubbish },
    { type: form, body: Buffer.alloc(0) },
    { type: "application/x-www-form-urlencoded", body: Buffer.from("file=%ff&file[]=&__proto__=1") },
    { type: null, body: file },
    { type: "image/jpeg", body: file },
  ]);
}

/**
 * What is sent where a server action is awaited, as a browser without scripts sends it, more or less. References between
 * parts are left out: React throws at one that leads nowhere, before any code of ours, and Next answers 500.
 */
export function actionBody(dice: Dice, actions: readonly string[]): Sent {
  const fields = "$ACTION_KEY $ACTION_ID_x email password next 0 1 1_email 1_next";
  const replies = 'x [] ["$K1"] [{},"$K1"] {"id":"x","bound":null} é a@b.test $ACTION_1:1 null';
  const names = fields.split(" ").concat(actions.map((id) => `$ACTION_ID_${id}`));
  const bound = actions.map((id) => JSON.stringify({ id, bound: null }));
  const values = replies.split(" ").concat(bound, "", deep(3_000));
  if (dice.chance(0.2)) return { type: "text/plain;charset=UTF-8", body: Buffer.from(dice.pick(values)) };
  const parts = Array.from({ length: dice.between(0, 5) }, () => {
    return `--x\r\ncontent-disposition: form-data; name="${dice.pick(names)}"\r\n\r\n${dice.pick(values)}\r\n`;
  });
  const type = dice.pick([form, form, form, "multipart/form-data", "application/x-www-form-urlencoded"]);
  return { type, body: Buffer.from(`${parts.join("")}${dice.chance(0.9) ? "--x--\r\n" : ""}`) };
}
