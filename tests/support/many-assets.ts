import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";

/** Puts so many images into a user's library, past the verbs and without their files; their ids, newest first. */
export async function addAssets(
  sql: Sql,
  userId: string,
  count: number,
  pictureBytes = 30_000,
): Promise<string[]> {
  const rows = await sql<Array<{ id: string }>>`
    insert into assets (user_id, name, content_type, bytes, width, height, sha256, extension, picture_bytes, stored_at, created_at)
    select ${userId}, 'picture-' || n || '.jpg', 'image/jpeg', 2000000, 4000, 3000,
           encode(sha256(convert_to(${randomUUID()} || n, 'UTF8')), 'hex'), 'jpg', ${pictureBytes}, now(),
           now() - n * interval '1 second'
      from generate_series(1, ${count}::integer) as n
    returning id`;
  return rows.map(({ id }) => id);
}
