import type { Route } from "next";
import Link from "next/link";
import { wordsOf } from "@/components/kinds/words";
import { cn } from "@/components/ui/cn";
import { kindNames, type KindName } from "@/lib/jobs/kind-name";
import type { JobStatus } from "@/lib/jobs/status";

const statuses: readonly { status: JobStatus | undefined; label: string }[] = [
  { status: undefined, label: "All" },
  { status: "pending", label: "Waiting" },
  { status: "processing", label: "Developing" },
  { status: "completed", label: "Done" },
  { status: "failed", label: "Failed" },
  { status: "canceled", label: "Canceled" },
];

interface Props {
  status: JobStatus | undefined;
  kind: KindName | undefined;
}

/** Which jobs to show. Plain links, so that a view can be kept, sent and gone back to. */
export function JobFilters({ status, kind }: Props) {
  return (
    <div className="mb-7 grid gap-3">
      <FilterRow label="Status">
        {statuses.map((each) => (
          <FilterLink key={each.label} href={address(each.status, kind)} here={each.status === status}>
            {each.label}
          </FilterLink>
        ))}
      </FilterRow>
      <FilterRow label="Kind">
        <FilterLink href={address(status, undefined)} here={kind === undefined}>
          Everything
        </FilterLink>
        {kindNames.map((name) => (
          <FilterLink key={name} href={address(status, name)} here={kind === name}>
            {wordsOf(name).plural}
          </FilterLink>
        ))}
      </FilterRow>
    </div>
  );
}

function FilterRow({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-2">{children}</ul>
    </nav>
  );
}

function FilterLink(props: { href: Route; here: boolean; children: React.ReactNode }) {
  return (
    <li>
      <Link
        href={props.href}
        aria-current={props.here ? "true" : undefined}
        scroll={false}
        className={cn(
          "inline-flex h-9 items-center rounded-full border px-3.5 text-sm transition-colors",
          props.here
            ? "border-ink bg-ink font-medium text-bg"
            : "border-line text-soft hover:border-faint hover:text-ink",
        )}
      >
        {props.children}
      </Link>
    </li>
  );
}

function address(status: JobStatus | undefined, kind: KindName | undefined): Route {
  const query = new URLSearchParams();
  if (status) query.set("status", status);
  if (kind) query.set("kind", kind);
  const text = query.toString();
  return text === "" ? "/jobs" : `/jobs?${text}`;
}
