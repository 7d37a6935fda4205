/** The database did not do what it was asked: it is away, or we asked wrongly. Never shown to users. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";

  constructor(
    message: string,
    /** PostgreSQL's code for what went wrong, where it gave one. */
    readonly code?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** True where the database answered and refused what it was given, rather than being away, full or closing. */
  get isRefusal(): boolean {
    return Boolean(this.code) && !awayCodes.test(this.code ?? "") && !awayWords.test(this.message);
  }
}

const awayCodes = /^(?:08|53|57|PGRST)/;

/** Supabase Lite has one code for everything, so a database that it cannot reach shows in the words alone. */
const awayWords =
  /ECONN|EPIPE|CONNECT_TIMEOUT|CONNECTION_[A-Z]+ |database system is|terminating connection|too many clients|connection slots/;
