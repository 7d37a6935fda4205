/** True where a base URL leads to OpenAI itself, in any of its regions, and not to a gateway that speaks like it. */
export function isOpenAiItself(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return hostname === "openai.com" || hostname.endsWith(".openai.com");
}
