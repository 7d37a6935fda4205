const MAX_BYTES = 20 * 1024 * 1024;

/** Reads a picture; `null` where that fails, for whatever reason. */
export type FetchPhoto = (url: string) => Promise<Buffer | null>;

/** Over HTTP, at most 20 s and 20 MB. */
export const fetchPhotoOverHttp: FetchPhoto = async (url) => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
    const bytes = Buffer.from(await response.arrayBuffer());
    return response.ok && bytes.byteLength > 0 && bytes.byteLength <= MAX_BYTES ? bytes : null;
  } catch {
    return null;
  }
};

/** The picture at a URL; one in the URL itself (`data:image/…;base64,…`) needs no network. */
export async function photoAt(url: string, fetchPhoto: FetchPhoto | null): Promise<Buffer | null> {
  const [, base64] = /^data:image\/[\w.+-]+;base64,([\w+/=\s]+)$/.exec(url) ?? [];
  if (base64 !== undefined) return Buffer.from(base64, "base64");
  return fetchPhoto && /^https?:/.test(url) ? fetchPhoto(url) : null;
}
