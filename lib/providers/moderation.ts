/**
 * How providers say that what was asked for is against their rules. Each pattern leaves out the same words of other
 * things: a policy of retention, thread safety, an unsafe integer.
 */

const otherPolicies =
  "retention|rate|rate[ _-]?limit|limits?|quota|retry|cache|caching|access|iam|cors|csp|security|network|firewall|password|billing|refund|cancellation|pricing|payment|privacy|cookie|storage|bucket|data|expir\\w+|backup|deletion|deprecation|versioning|scheduling|queue|routing|org(ani[sz]ation)?(al|'s)?|fair[ _-]use";
const policy = `(?<!(?<![a-z])(${otherPolicies})[ _-]?)polic(y|ies)(?! of (retention|deletion))`;
const safety =
  "(?<!(?<![a-z])(thread|type|memory|null|fail|concurrency)[ _-]?)safety(?![ _-]?(margin|timeout|limit|net|buffer|lock|interval|factor|copy))";
const unsafe =
  "unsafe(?![ _-]?(int|num|big|url|link|header|method|char|char\\w+|path|port|redirect|eval|inline|operation|cast|value|json|file|type|host))";

/** In codes, which join their words as they like. */
const codes = [
  "moderat",
  "content_?filter",
  policy,
  safety,
  unsafe,
  "sensitive(?<!(case|time)[ _-]?sensitive)",
  "nsfw",
  "prohibited[ _-]?(content|use|prompt|words?)|content[ _-]?prohibited",
  "guardrail",
  "data_?inspection",
  "blocklist",
  "copyright",
  "risk_?control",
];

/** In words. */
const words = [
  "(?<!(awaiting|pending|waiting for) (content )?)moderation(?! (service|endpoint|api|server|queue) (is|was|has|timed|did|could|un))",
  "\\bmoderat(ed|ing|or)\\b",
  `${policy}\\b`,
  `\\b${safety}\\b`,
  `\\b${unsafe}\\b`,
  "(?<![\\w-]-)(?<!(case|time|latency|price) )\\bsensitive\\b(?! (to|headers?|keys?|credentials?|fields?|parameters?)\\b)",
  "\\bnsfw\\b|not safe for work",
  "(content|prompt|image|picture|input|output|request|video) (was |is |has been )?flagged",
  "content[ _-]?filter",
  "prohibited (content|use|material|words?|prompts?|subject)|(content|prompt|image|picture|request|subject)s? (is|are|was|were) prohibited",
  "\\binappropriate\\b(?! (ioctl|method|type|size|format|value))",
  "guardrail",
  "(community|content|safety|usage) guidelines|(violat\\w*|against) .{0,40}guidelines",
  "\\bharmful",
  "explicit content|\\bsexual|nudity|self[- ]harm|graphic violence",
  "copyright(ed)? (content|materials?|works?|characters?|violation|infring\\w*)|(infring|violat)\\w* .{0,40}copyright",
  "(violat\\w*|against|breach\\w*) .{0,40}terms of (service|use)",
  "violat\\w* (of )?(our|content|usage|community)\\b(?! (\\w+ )?(rate|quota|concurrency|schema|format|size|limits?)\\b)",
  "审核",
  "违规",
  "敏感",
];

export const moderationCode = new RegExp(codes.join("|"), "i");
export const moderationWord = new RegExp(words.join("|"), "i");
