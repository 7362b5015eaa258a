import './player.css';
import { embeddedJson } from '../shared/embedded';
import { openBase64, openBytes } from './recording/open';
import { Player } from './player';

const { language } = embeddedJson('options', { language: '' });
const player = new Player(document.getElementById('page')!, language);
const embedded = document.getElementById('recording')!;
const text = embedded.textContent.trim();
embedded.textContent = '';

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

// A page without a recording has a word with a colon there, which base64 has not.
if (text.includes(':') || text === '') player.fail('');
else openBase64(text).then((trace) => player.load(trace), (error: unknown) => player.fail(reason(error)));

async function open(file: File | undefined): Promise<void> {
  if (!file) return;
  try {
    player.load(await openBytes(new Uint8Array(await file.arrayBuffer())));
  } catch (error) {
    player.fail(reason(error));
  }
}

document.addEventListener('drop', (event) => {
  event.preventDefault();
  void open(event.dataTransfer?.files[0]);
});
player.onFile = (file) => void open(file);
