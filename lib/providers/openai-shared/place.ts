/** A place that speaks OpenAI's language, and our key for it. */
export interface OpenAiPlace {
  /** For people: "OpenAI Videos". */
  label: string;
  /** Without a slash at its end. */
  baseUrl: string;
  /** The variable that holds it. */
  addressName: string;
  key: string | undefined;
  /** The variable that holds the key. */
  keyName: string;
}

/** The account's own place or, where there is one, a gateway, which never sees the key of the account. */
export function gatewayOrAccount(
  label: string,
  account: { OPENAI_BASE_URL: string; OPENAI_API_KEY?: string | undefined },
  gateway: { baseUrl: string | undefined; key: string | undefined; prefix: string },
): OpenAiPlace {
  const { baseUrl, key, prefix } = gateway;
  return baseUrl === undefined
    ? {
        label,
        baseUrl: account.OPENAI_BASE_URL,
        addressName: "OPENAI_BASE_URL",
        key: account.OPENAI_API_KEY,
        keyName: "OPENAI_API_KEY",
      }
    : { label, baseUrl, addressName: `${prefix}_BASE_URL`, key, keyName: `${prefix}_API_KEY` };
}
