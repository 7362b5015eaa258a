import { fromBase64, gunzip } from '../../shared/embedded';
import { decodeColumns, MAGIC } from './columns';
import { parseLines, Unreadable } from './lines';
import type { Trace } from './trace';

/** Opens a recording in any form that the player knows: columns or JSON lines, either of them in gzip or plain. */
export async function openBytes(bytes: Uint8Array<ArrayBuffer>): Promise<Trace> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return openBytes(await gunzip(bytes));
  if (bytes.length > 8 && String.fromCharCode(...bytes.subarray(0, 4)) === MAGIC) return decodeColumns(bytes);
  const begin = String.fromCharCode(...bytes.subarray(0, 64)).trimStart();
  if (bytes.length > 0 && !begin.startsWith('{') && !begin.startsWith('\u00ef\u00bb\u00bf{')) {
    throw new Unreadable('This is no recording in JSON lines: make one with `surprisal watch json X.watch`.');
  }
  return parseLines(new TextDecoder().decode(bytes));
}

export const openBase64 = (text: string): Promise<Trace> => openBytes(fromBase64(text));
