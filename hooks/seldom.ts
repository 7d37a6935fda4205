/** Does something when asked to, at most once in `restMs`: at once after a rest, else once at its end for all that asked. */
export function seldom(act: () => void, restMs: number): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const rest = () => {
    timer = setTimeout(() => {
      timer = undefined;
      if (isAsked) now();
    }, restMs);
  };
  const now = () => {
    isAsked = false;
    rest();
    act();
  };
  return {
    ask: () => {
      if (timer === undefined) now();
      else isAsked = true;
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      isAsked = false;
    },
  };
}
