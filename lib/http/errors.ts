/** Nobody, or nobody we know, is asking. */
export class Unauthorized extends Error {
  override readonly name = "Unauthorized";
  readonly code = "unauthorized";
}

/** A scheduler came without the key of check-all, or with another one. */
export class WrongKey extends Error {
  override readonly name = "WrongKey";
  readonly code = "unauthorized";
}

/** A write that carries a session cookie but comes from another site. */
export class ForeignOrigin extends Error {
  override readonly name = "ForeignOrigin";
  readonly code = "foreign_origin";
}

/** The body is larger than the route takes. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
  readonly code = "body_too_large";
  constructor(readonly mostBytes: number) {
    super(`The body may have at most ${Math.floor(mostBytes / 1024)} KB.`);
  }
}

/** The resource is there, and has other methods than this one. */
export class MethodNotAllowed extends Error {
  override readonly name = "MethodNotAllowed";
  readonly code = "method_not_allowed";
  constructor(readonly allowed: readonly string[]) {
    super(`This can be asked for with ${allowed.join(", ")}.`);
  }
}

/** What a `Range` asks for lies outside of the file. */
export class RangeNotSatisfiable extends Error {
  override readonly name = "RangeNotSatisfiable";
  readonly code = "range_not_satisfiable";
  constructor(readonly bytes: number) {
    super(`The file has ${bytes} bytes.`);
  }
}

/** The request cannot be read. */
export class BadRequest extends Error {
  override readonly name = "BadRequest";
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A route that must not work without a secret has none configured. */
export class NotConfigured extends Error {
  override readonly name = "NotConfigured";
  readonly code = "not_configured";
}

/** Node could not make a request of what came: `status` is what HTTP has for the reason. */
export class UnreadableRequest extends Error {
  override readonly name = "UnreadableRequest";
  readonly code = "unreadable_request";
  constructor(readonly status: 400 | 408 | 413 | 417 | 431) {
    super();
  }
}
