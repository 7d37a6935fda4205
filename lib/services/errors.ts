/** What a verb can refuse. Each has a stable code; the table in lib/http gives it a status. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  constructor(
    readonly code: string,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** There is no such thing for this user: it does not exist, or it is somebody else's. */
export class NotFound extends Error {
  override readonly name = "NotFound";
  readonly code = "not_found";
}

/** What a request names is not there for this user: it does not exist, or it is somebody else's. Which it is, it does not say. */
export class UnknownChoice extends Error {
  override readonly name = "UnknownChoice";
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export class Conflict extends Error {
  override readonly name = "Conflict";
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** As much as one may is there or was done: later it is possible again. */
export class LimitReached extends Error {
  override readonly name = "LimitReached";
  constructor(
    readonly code: string,
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}

/** A delivery that does not prove where it comes from. */
export class Unverified extends Error {
  override readonly name = "Unverified";
  readonly code = "unverified";
}
