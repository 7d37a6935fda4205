import { Square, SquareCheck } from "lucide-react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { orderHeadings } from "./heading-order";

const elsewhere = { target: "_blank", rel: "noreferrer noopener nofollow" } as const;

const parts: Components = {
  // There is no h1: heading-order.ts comes first.
  h2: ({ children }) => <h2 className="mt-8 mb-3 font-serif text-3xl first:mt-0">{children}</h2>,
  h3: ({ children }) => <h3 className="mt-7 mb-2.5 font-serif text-2xl first:mt-0">{children}</h3>,
  h4: ({ children }) => <h4 className="mt-6 mb-2 text-lg font-semibold first:mt-0">{children}</h4>,
  h5: ({ children }) => <h5 className="mt-5 mb-2 font-semibold first:mt-0">{children}</h5>,
  h6: ({ children }) => <h6 className="mt-5 mb-2 font-semibold first:mt-0">{children}</h6>,
  p: ({ children }) => <p className="my-4 first:mt-0 last:mb-0">{children}</p>,
  ul: ({ children }) => (
    <ul className="my-4 grid list-disc gap-1.5 ps-5 marker:text-faint [&>.task-list-item]:list-none">
      {children}
    </ul>
  ),
  ol: ({ children, start }) => (
    <ol start={start} className="my-4 grid list-decimal gap-1.5 ps-6 marker:text-soft">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote className="my-4 border-s-2 border-safelight/50 ps-4 text-soft">{children}</blockquote>
  ),
  pre: ({ children }) => (
    <pre
      // A keyboard has to be able to scroll it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      dir="ltr"
      className="my-4 overflow-x-auto rounded-control bg-film p-4 font-mono text-[0.8125rem] leading-relaxed text-film-ink [&_code]:bg-transparent [&_code]:p-0 [&_code]:text-inherit"
    >
      {children}
    </pre>
  ),
  code: ({ children }) => (
    <code className="rounded-[5px] bg-line/60 px-1.5 py-0.5 font-mono text-[0.875em]">{children}</code>
  ),
  // An address that could run something comes here empty: then there is nowhere to go.
  a: ({ children, href, id, "aria-label": label }) =>
    href ? (
      <a
        href={href}
        // A note at the foot of the answer, and the way back from it, are on this page.
        {...(href.startsWith("#") ? { id, "aria-label": label } : elsewhere)}
        className="underline decoration-safelight/60 underline-offset-4 hover:decoration-safelight"
      >
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  // A wide table scrolls in a box of its own, with a keyboard too.
  table: ({ children }) => (
    <figure
      aria-label="Table"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="my-5 w-fit max-w-full overflow-x-auto rounded-control border"
    >
      <table className="border-collapse text-[0.9375rem] leading-normal wrap-break-word">{children}</table>
    </figure>
  ),
  thead: ({ children }) => <thead className="bg-raised">{children}</thead>,
  tr: ({ children }) => <tr className="border-b last:border-0 in-[thead]:border-b">{children}</tr>,
  th: ({ children, style }) => (
    <th
      scope="col"
      dir="auto"
      style={style}
      className="min-w-24 px-3.5 py-2.5 text-start align-bottom font-semibold"
    >
      {children}
    </th>
  ),
  td: ({ children, style }) => (
    <td dir="auto" style={style} className="min-w-24 px-3.5 py-2.5 align-top">
      {children}
    </td>
  ),
  del: ({ children }) => <del className="text-soft">{children}</del>,
  hr: () => <hr className="my-7" />,
  // A picture in an answer would be fetched from wherever the model says.
  img: ({ alt }) => <span className="text-soft">{alt}</span>,
  // The one input that there can be: the box of a task.
  input: ({ checked }) => {
    const Box = checked ? SquareCheck : Square;
    return (
      <>
        <Box aria-hidden className="-ms-5 me-0.5 inline size-4 align-[-0.15em] text-soft" />
        <span className="sr-only">{checked ? "Done:" : "To do:"}</span>
      </>
    );
  },
};

/** An answer as typography, in lines of a length that is read with ease. What looks like HTML in it is shown as it was written, never run. */
export function Answer({ text }: { text: string }) {
  return (
    <div
      dir="auto"
      className="text-[1.0625rem] leading-[1.65] wrap-anywhere [&>:not(pre,figure)]:max-w-[32em]"
    >
      <Markdown components={parts} remarkPlugins={[remarkGfm]} rehypePlugins={[orderHeadings]}>
        {text}
      </Markdown>
    </div>
  );
}
