/** Words that stand here with spaces and line ends between them. */
const list = (text: string): string[] => text.trim().split(/\s+/);

/** JSON so deep that whoever walks it by calling himself falls over. */
export const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

const base64 = (text: string): string => Buffer.from(text).toString("base64url");
const cursor = (createdAt: string, id: string): string => base64(JSON.stringify({ createdAt, id }));
export const anId = "00000000-0000-4000-8000-000000000000";

/** Parts of a path that no route has reason to like. */
export const segments: readonly string[] = list(`
  %ff %zz % %f %c0%af %ed%a0%80 %e0%a4%a a% %25ff %00 a%00b %2f ..%2f.. %5c..%5c %2e%2e %0d%0aset-cookie:%20a=b
  %e2%80%8b %f0%9f%8e%9e é [id] * :id __proto__ constructor toString null undefined -1 1e400 (list) ..; ~root ;x=1
  '-- "><script> {{7*7}} ${anId} ${anId}/ ${anId}// \\..\\ . .. ... astri%61 photoshoot
  ${"a".repeat(3_000)} ${"%41".repeat(2_000)}`).concat("a b");

/** Names in queries: those that are known somewhere, and those that nobody should fall over. */
export const queryNames: readonly string[] = list(`
  status kind from to limit cursor after wait type startDate endDate offset download expires signature op t app next like
  seconds q tag id _rsc __proto__ constructor a[b] status[] %00 %ff nxtPid __nextLocale é`).concat("");

/** Values in queries. None asks to be kept waiting. */
export const queryValues: readonly string[] = list(`
  % %ff %zz %00 %ed%a0%80 %e2%80%8b %20 + &&& = é %0a null [] {} NaN Infinity 1e400 -1 0 -0 1.5 0x1 1e0
  99999999999999999999 9007199254740993 2147483648 9223372036854775808 %D9%A3 ${"1".repeat(400)} ${"a".repeat(3_000)}
  completed failed, completed,,failed ${"completed,".repeat(300)} COMPLETED chat toString __proto__
  2026-13-45 2026-02-30 0000-00-00 0000-01-01 -000001-01-01 +275760-09-13 99999-01-01 1969-12-31 yesterday
  2026-11-22T24:00:00Z 2026-11-22T23:59:60Z 2026-11-22T10:00:00+99:99 2026-11-22T10:00:00%2B23:59 0000-01-01T00:00:00Z
  9999-12-31T23:59:59Z 2026-11-22T10:00:00.123456789Z
  ';drop%20table%20jobs;-- %27 (select%201) a,b) " * ../.. //evil.test %2F%2Fevil.test
  ${cursor("0000-01-01T00:00:00.000Z", anId)} ${cursor("2026-11-22T10:00:00.000+23:59", anId)}
  ${cursor("9999-12-31T23:59:59.999Z", anId)} ${cursor("x", "y")} ${cursor("2026-11-22T10:00:00.000Z", 'a"),(')}
  ${base64("null")} ${base64("[]")} ${base64(deep(2_000))} e30 e3`).concat("");

const claims = [deep(900), "{}", "null", "[]", '"x"', '{"exp":"x","sub":1}'].concat(
  `{"sub":"${anId}","role":"authenticated","exp":99999999999}`,
);
const tokens = list("none HS256 RS256 ES256 constructor").flatMap((alg) =>
  claims.map((each) => [`{"alg":"${alg}","kid":"\\u0000"}`, each, "signature"].map(base64).join(".")),
);

const bearers = list('x a.b.c .. é undefined %00 " null').concat(tokens, "", "a b", "\t", "a".repeat(6_000));

/** What can stand behind `Authorization:`. */
export const authorizations: readonly string[] = list("Bearer null Basic Digest Bearer,x").concat(
  bearers.map((token) => `Bearer ${token}`),
  "Basic YTpi",
  "",
);

const token = { access_token: "a.b.c", refresh_token: "x", expires_at: 99_999_999_999 };
const storedSessions = ["{}", "null", "[]", '"x"', "1", "true", deep(500), '{"access_token":1}'].concat(
  JSON.stringify({ ...token, expires_in: 3_600, token_type: "bearer", user: null }),
  JSON.stringify({ ...token, expires_at: 1, user: {} }),
  JSON.stringify({ ...token, access_token: {}, refresh_token: [], user: [] }),
  JSON.stringify({
    ...token,
    access_token: "é\u0000",
    refresh_token: "\ud800",
    expires_at: "x",
    user: { id: 1 },
  }),
);

/** What a session cookie can hold. */
export const sessions: readonly string[] = list(
  'base64- base64-%%% base64-é null [] 1 { %ff %7B%7D " base64-==== undefined',
).concat(
  storedSessions.map((session) => `base64-${base64(session)}`),
  "",
);

/** Other headers, a name and its values in turn. */
export const oddHeaders: ReadonlyArray<readonly [name: string, value: string]> = Object.entries({
  range: "bytes= bytes=- bytes=5-1 bytes=0-0,1-1 bytes=99999999999999999999- lines=1-2 bytes=-0 é",
  "if-range": '" W/ yesterday',
  "if-none-match": `* " W/" ${",".repeat(2_000)} é`,
  "if-modified-since": "yesterday 0",
  "idempotency-key": `${"a".repeat(201)} é " %00 clé-\u00ff key`,
  "content-type":
    'application/json;charset=utf-16 text/plain multipart/form-data multipart/form-data;boundary= multipart/form-data;boundary=é multipart/form-data;boundary=" application/x-www-form-urlencoded é/é text/x-component',
  "content-encoding": "gzip br é",
  accept: `é application/xml;q=x ${"*/*".repeat(900)}`,
  "accept-encoding": "gzip;q=x é identity;q=0,*;q=0",
  "accept-language": `é - ${"a".repeat(2_000)}`,
  host: "evil.test [::1 é a:99999 @",
  "x-forwarded-host": "evil.test [ é a,b",
  "x-forwarded-proto": "javascript é https,http",
  "x-forwarded-port": "x -1 99999999",
  "x-forwarded-for": `é 999.1.1.1 ::1%eth0 ,,, unknown ${"a".repeat(2_000)}`,
  forwarded: "for=_x;proto=http é",
  origin: "null http://[ é evil.test http://evil.test",
  referer: "http://[ é",
  "sec-fetch-site": "cross-site same-origin é",
  "sec-fetch-dest": "image é",
  "user-agent": `é vercel-cron/ ${"a".repeat(2_000)}`,
  "x-darkroom-source": "é __proto__",
  "last-event-id": "é -1",
  rsc: "1 é",
  "next-router-state-tree": `%ff {} %5B%5D null é ${encodeURIComponent(deep(200))}`,
  "next-router-prefetch": "1 2 x",
  "next-router-segment-prefetch": "/_tree é /%ff",
  "next-url": "/%ff é //",
  "next-action": `x é ${"00".repeat(21)} __proto__`,
  "x-nextjs-data": "1",
  "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy src/proxy",
  "x-matched-path": "/%ff /api/health",
  "x-invoke-status": "500 é",
  "x-prerender-revalidate": "x",
  "webhook-id": "é",
  "webhook-timestamp": "x 99999999999 -1",
  "webhook-signature": "v1, v1,é x",
  "x-fal-webhook-signature": "zz é",
  expect: "100-continue miracles",
  upgrade: "websocket h2c",
  te: "trailers é",
  cookie: `é=é __proto__=1 =;=;= a=%ff ${";".repeat(2_000)}`,
}).flatMap(([name, values]) => ["", ...list(values)].map((value) => [name, value] as const));

/** Methods: those that Node's parser takes, ours among them, and two that it does not. */
export const methods: readonly string[] = list(`
  GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT PROPFIND PURGE QUERY M-SEARCH LINK SOURCE MKCALENDAR BREW get`);
