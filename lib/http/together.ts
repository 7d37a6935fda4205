/**
 * One answer for all who ask the same at the same moment: a player asks for many ranges of a film at once, and each would
 * otherwise ask auth and the database anew. Whoever comes once it is there asks again.
 */
export function together<Answer>(): (key: string, ask: () => Promise<Answer>) => Promise<Answer> {
  const asked = new Map<string, Promise<Answer>>();
  return (key, ask) => {
    const answer = asked.get(key) ?? ask().finally(() => asked.delete(key));
    asked.set(key, answer);
    return answer;
  };
}
