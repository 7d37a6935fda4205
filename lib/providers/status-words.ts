import { isModeration, speaksOfModeration, type Said } from "./provider-words";

/**
 * Whether a refusal is about the provider's rules. Before the key is blamed: some places refuse forbidden work with 403,
 * or hand on a refusal as a failure of their own; but words alone, with those, may speak of our access or their trouble.
 */
export function isOfRules(status: number, said: Said | null): boolean {
  if (isModeration(said?.code)) return true;
  const words = said?.words ?? "";
  const isElsewhere = status === 401 || status === 402 || status === 429 || status >= 500;
  return speaksOfModeration(words) && !isElsewhere && !ofAccess.test(words);
}

/** Of who asks and from where, or of a guard that is away: not of what was asked for. */
const ofAccess =
  /\b(ip|address(es)?|request (is |was )?blocked|firewall|waf|offline|unavailable|deleted|keys?|tokens?|permissions?|access|accounts?|organi[sz]ations?|regions?|countr(y|ies)|credentials?|authori[sz]\w+)\b/i;

/** Whether a refusal is about our key, which all our work has in common. */
export function isOfKey(said: Said | null): boolean {
  return ofKey.test(`${said?.code} ${said?.words}`);
}

const ofKey =
  /\bapi[ _-]?key|unauthori[sz]ed|unauthenticated|authentication|credential|(invalid|expired|missing|wrong|bad|revoked|incorrect|unknown|disabled|our|your)[ _-](\w+[ _-])?(key|(access|auth|bearer|secret)[ _-]?token)\b|\bkey[ _](is[ _])?(invalid|expired|revoked|disabled|not valid)/i;

/** Whether a refusal is of a moment, and says nothing of how the work ends: it is still under way, or somebody is busy. */
export function isOfMoment(said: Said | null): boolean {
  const all = `${said?.code} ${said?.words}`;
  return ofWaiting.test(all) && !ofEnd.test(all);
}

const ofWaiting =
  /not[ _]?(yet|ready|finished|complete)|still (processing|in progress|running|queued|being|pending)|in[ _]progress|try again (later|soon|shortly|in )|temporar/i;

/** What failed to be looked at is not what failed. */
const ofEnd =
  /(?<![a-z])(fail(ed|ure)?(?![a-z])(?! to (get|fetch|retrieve|query|load|read|check|connect|reach))|rejected|errored|aborted|crashed)|(ended|stopped|finished|terminated) (in|with) (an )?error|error (occurred )?(while|during|in) (generat|render|process|creat|mak)/i;
