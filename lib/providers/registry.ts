import { astria } from "./astria/astria";
import type { Provider } from "./provider";

/** Every provider. A new one is a folder beside this file and a line here. */
const providers: readonly Provider[] = [astria];

/** The provider with this name, or `undefined`. */
export function providerNamed(name: string): Provider | undefined {
  return providers.find((provider) => provider.name === name);
}
