import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks one question on the terminal. `null` when its answer will not come: Ctrl-D, or the person stopped us. */
export function ask(question: string, signal: AbortSignal): Promise<string | null> {
  return readAnswer(question, process.stderr, signal);
}

/** The same without showing what is typed. */
export async function askHidden(question: string, signal: AbortSignal): Promise<string | null> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const answer = await readAnswer('', nowhere, signal);
  process.stderr.write('\n');
  return answer;
}

async function readAnswer(question: string, output: NodeJS.WritableStream, signal: AbortSignal): Promise<string | null> {
  const prompt = createInterface({ input: process.stdin, output, terminal: true });
  // A terminal that is read key by key sends no signal by itself.
  prompt.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const closed = new Promise<null>((done) => prompt.once('close', () => done(null)));
  try {
    return await Promise.race([prompt.question(question, { signal }).catch(() => null), closed]);
  } finally {
    prompt.close();
  }
}
