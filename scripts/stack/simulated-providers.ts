import { allProviders } from "@/lib/providers/registry";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables that put the sandbox in the place of every provider that the user has not configured.
 * `webhookSecret` (`whsec_…`) is what it signs webhooks with.
 */
export function simulatedProviders(
  sandboxUrl: string,
  webhookSecret: string,
  given: Environment = {},
): Record<string, string> {
  const simulations = allProviders().flatMap(({ simulation }) => simulation ?? []);
  const wanted = simulations.filter(({ unless }) => unless.every((name) => !given[name]));
  return Object.assign({}, ...wanted.map((each) => each.variables(sandboxUrl, webhookSecret)));
}
