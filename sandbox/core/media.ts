let registered = false;

/** What makes films and sound, loaded when the first is made: the binary behind it is large. */
export async function media() {
  const [library, server] = await Promise.all([import("mediabunny"), import("@mediabunny/server")]);
  if (!registered) server.registerMediabunnyServer();
  registered = true;
  return library;
}
