/** Packs bytes, beside everything else. */
export function packedBytes(bytes: Uint8Array): Promise<Uint8Array> {
  return through(new CompressionStream("gzip"), bytes);
}

/** Bytes as they were before they were packed. */
export function unpackedBytes(packed: Uint8Array): Promise<Uint8Array> {
  return through(new DecompressionStream("gzip"), packed);
}

async function through(way: CompressionStream | DecompressionStream, bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(way);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
