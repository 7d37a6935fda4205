import { useEffect, useRef, useState, type RefObject } from "react";

/** Whether an element has come near the screen, once: within half of its height, or so many, so that it is there when it is seen. */
export function useNear<Element extends HTMLElement>(
  screens = 0.5,
): { ref: RefObject<Element | null>; isNear: boolean } {
  const ref = useRef<Element>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    if (isNear || !ref.current) return;
    const observer = new IntersectionObserver(
      (seen) => seen.some((each) => each.isIntersecting) && setIsNear(true),
      { rootMargin: `${100 * screens}% 0%` },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [isNear, screens]);
  return { ref, isNear };
}
