/** The database, or storage, did not do what it was asked: it is away or full, or we asked wrongly. Never shown to users. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";

  /**
   * Next bundles pages and routes apart, each with a class of its own by this name; what both share (shared-reads.ts) fails
   * for both with an error of either.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== DatabaseError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return value instanceof Error && value.name === "DatabaseError";
  }

  /** The HTTP status of the answer: 0 where none came, `undefined` where it says nothing. */
  readonly status: number | undefined;

  constructor(
    message: string,
    /** PostgreSQL's code for what went wrong, where it gave one. */
    readonly code?: string,
    { status, ...options }: ErrorOptions & { status?: number | undefined } = {},
  ) {
    super(message, options);
    this.status = status;
  }

  /** True where the database answered and refused what it was given, rather than being away, full, closing or at odds with another transaction. */
  get isRefusal(): boolean {
    return sqlCodes.test(this.code ?? "") && !this.isFull && !this.saysAway;
  }

  /** True where somebody has everything of theirs deleted, and would begin something new (see refuse_who_departs). */
  get isOfDeparture(): boolean {
    return this.message.includes("everything of this user is being deleted");
  }

  /** True where there is no room left: what is asked for cannot be kept until somebody makes some. */
  get isFull(): boolean {
    return fullCodes.test(this.code ?? "") || this.status === 507 || fullWords.test(this.message);
  }

  /** True where nobody answered, or somebody on the way in its place: the same, asked again, may well be done. */
  get isAway(): boolean {
    if (this.isFull) return false;
    if (this.saysAway) return true;
    const isItsOwn = sqlCodes.test(this.code ?? "") || this.code?.startsWith("PGRST");
    return !isItsOwn && this.status !== undefined && isNobodys(this.status);
  }

  private get saysAway(): boolean {
    return awayCodes.test(this.code ?? "") || awayWords.test(this.message);
  }
}

/** PostgreSQL's own are five characters; Supabase Lite has one for everything. */
const sqlCodes = /^(?:[0-9A-Z]{5}|SUP)$/;

/** No connection, undone for the sake of another transaction, no resources, a server that closes or takes too long, a disk that fails; PostgREST without a database. */
const awayCodes = /^(?:08|40|53|57|58)[0-9A-Z]{3}$|^PGRST00\d$/;

/** Supabase Lite has one code for everything, so a database that it cannot reach shows in the words alone. */
const awayWords =
  /ECONN|EPIPE|CONNECT_TIMEOUT|CONNECTION_[A-Z]+ |database system is|terminating connection|too many clients|connection slots/;

/** A full disk; hosted Supabase then lets a database be read alone. */
const fullCodes = /^(?:53100|25006)$/;
const fullWords = /ENOSPC|no space left on device|disk full|could not extend file/i;

/** Statuses that say nothing of what was asked: none at all, of a gateway, or a page in the place of an answer. */
function isNobodys(status: number): boolean {
  return status < 400 || status >= 500 || status === 408 || status === 425 || status === 429;
}

/** What supabase-js gives in the place of data; of storage it knows the status itself, and another that it means. */
interface Answered {
  message: string;
  code?: string | number | null | undefined;
  status?: unknown;
  statusCode?: unknown;
}

/** The error of a call to the database (with the HTTP status of its answer) or to storage, as ours. `what` was being done. */
export function databaseError(what: string, error: Answered, status?: number): DatabaseError {
  const code = String(error.code ?? "");
  // Hosted storage answers 400 to much, with the status that it means inside; without an answer it knows none.
  const statuses = [status, error.status, error.statusCode].map(Number).filter(Number.isFinite);
  const known = Math.max(0, ...statuses);
  const about = code === "" ? `status ${known}` : code;
  return new DatabaseError(`${what}: ${error.message} (${about})`, code || undefined, { status: known });
}
