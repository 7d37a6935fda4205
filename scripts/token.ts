import { parseArgs } from "node:util";
import { createClient } from "@supabase/supabase-js";
import { passwordOf, readKeys } from "./stack/keys";
import { runningStack } from "./stack/presence";
import { readSettings } from "./stack/settings";
import { signInOrUp } from "./stack/users";

const usage = "npm run --silent token -- --email you@example.com [--role operator]";

/** Prints an access token of a local user, and nothing else. */
async function token(): Promise<string> {
  const { values } = parseArgs({ options: { email: { type: "string" }, role: { type: "string" } } });
  if (values.email === undefined) throw new Error(`An address is missing: ${usage}`);
  if (values.role !== undefined && values.role !== "operator") {
    throw new Error(`There is no role "${values.role}". The one role is operator.`);
  }
  const { dataDir } = readSettings();
  const stack = await runningStack(dataDir);
  if (!stack) throw new Error("No stack is running on this DATA_DIR. Start one with npm start.");
  const keys = readKeys(dataDir);
  const signIn = () => signInOrUp(stack.supabase, keys.publishableKey, email, passwordOf(email, keys));
  const { email, role } = { email: values.email, role: values.role };
  const session = await signIn();
  if (role === undefined) return session.access_token;
  await grantRole(stack.supabase, keys.secretKey, session.user.id, role);
  // A role may live in the token, so one is taken that was made after it was granted.
  return (await signIn()).access_token;
}

async function grantRole(url: string, secretKey: string, userId: string, role: string): Promise<void> {
  const service = createClient(url, secretKey, { auth: { persistSession: false, autoRefreshToken: false } });
  const { error } = await service.rpc("grant_role", { p_user_id: userId, p_role: role });
  if (!error) return;
  if (error.code === "PGRST202") throw new Error("Roles are not available: this database has no grant_role.");
  throw new Error(`The role was not granted: ${error.message}`);
}

token().then(
  (accessToken) => console.log(accessToken),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
