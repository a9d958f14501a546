/** Reads a body as text up to a number of bytes, and lets go of the rest: `isWhole` false. */
export async function readBody(body: AsyncIterable<Uint8Array>, bytesMax: number) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isWhole = true;
  for await (const chunk of body) {
    const room = bytesMax - size;
    if (chunk.length > room) {
      chunks.push(chunk.subarray(0, room));
      isWhole = false;
      // Leaving the loop destroys the stream, and with it the connection.
      break;
    }
    chunks.push(chunk);
    size += chunk.length;
  }
  return { text: Buffer.concat(chunks).toString("utf8"), isWhole };
}
