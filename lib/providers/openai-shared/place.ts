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
