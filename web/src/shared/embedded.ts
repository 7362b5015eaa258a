/** Data that a page carries: gzip in base64, as the text of a script element of a type that browsers do not run. */

export async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.trim());
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** The JSON in the element, or what stands in for it. */
export function embeddedJson<T extends object>(id: string, otherwise: T): T {
  const text = document.getElementById(id)?.textContent?.trim();
  return text ? { ...otherwise, ...(JSON.parse(text) as Partial<T>) } : otherwise;
}
