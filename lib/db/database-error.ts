/** The database did not do what it was asked: it is away, or we asked wrongly. Never shown to users. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}
