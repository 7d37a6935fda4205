/**
 * What a file is to be saved as, for `content-disposition` (RFC 6266): a name of plain letters as it is; any other in UTF-8
 * too, beside one that everybody can read.
 */
export function fileNameParameters(name: string): string {
  const plain = name.replaceAll(/[^ !#-[\]-~]/g, "_");
  if (plain === name) return `filename="${name}"`;
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
