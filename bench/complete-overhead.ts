/**
 * Measures what the completion does itself, before a request leaves and after it is cancelled:
 *   npm run bench:complete-overhead -- REPOSITORY... [--places 400]
 * Overhead: at places drawn at random - half of them in the ten largest files - from the text of the file with the cursor to the body of
 * the request as it is sent: reading where the cursor stands, ranking, masking, the prompt. All files were read before, in the background
 * as in an editor, the one with the cursor is open, and another line is begun in it at each place. Cancelled: a request to a server on loopback that streams
 * one word every 5 ms is cancelled at a random moment; timed is until the caller has its answer, until the connection to the server is
 * gone, and how much the server could still send. No model is involved.
 */
import { realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { Completer, cursorAt, endpointFor, languageOf, RecentEdits, Shown, SourceIndex } from '@groundwork/complete';
import { openFolder } from '@groundwork/scan';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { places: { type: 'string', default: '400' }, cancels: { type: 'string', default: '60' } },
});
if (positionals.length === 0) {
  process.stderr.write('usage: npm run bench:complete-overhead -- REPOSITORY... [--places 400] [--cancels 60]\n');
  process.exitCode = 2;
}

const targetMs = { overhead: 10, cancel: 20 } as const;
const line = (...parts: readonly string[]): void =>
  void process.stdout.write(`${parts.map((part, at) => (at === 0 ? part.padEnd(14) : part.padStart(13))).join('')}\n`);
const percentile = (of: readonly number[], share: number): number =>
  of.toSorted((a, b) => a - b)[Math.min(of.length - 1, Math.floor(of.length * share))] ?? 0;
const ms = (value: number): string => `${value.toFixed(1)} ms`;

/** Numbers that look random and are the same every time. */
let state = 1;
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 4_294_967_296) * below);
}

line('repository', 'files', 'read once', 'largest', 'p50', 'p95', 'worst', 'p95 of CPU');
for (const each of positionals) await overhead(realpathSync(each));
if (positionals.length > 0) await cancelled(Number(values.cancels));

async function overhead(dir: string): Promise<void> {
  const tree = openFolder(dir);
  const index = new SourceIndex();
  const texts = new Map<string, string>();
  const started = performance.now();
  for (const { path } of await tree.files()) {
    const content = SourceIndex.reads(path) ? tree.read(path) : null;
    if (!content) continue;
    index.put(path, content.version, content.text);
    if (/^(?:typescript|python|go|java|rust)$/.test(languageOf(path)?.name ?? '')) texts.set(path, content.text);
  }
  const reading = performance.now() - started;
  const completer = completerWith(index, 'http://127.0.0.1:1');
  const bySize = [...texts].toSorted((a, b) => b[1].length - a[1].length).filter(([, text]) => text.length < 600_000);
  // As an editor that opens them does.
  for (const [path, text] of bySize.slice(0, 10)) cursorAt(path, text, text.length);
  const times: number[] = [];
  const busy: number[] = [];
  for (let turn = 0; turn < Number(values.places) + 20; turn += 1) {
    const [path = '', text = ''] = (turn % 2 === 0 ? bySize[random(10)] : bySize[random(bySize.length)]) ?? [];
    const offset = random(text.length + 1);
    const typed = `${text.slice(0, offset)}\n  ${text.slice(offset)}`;
    const used = process.threadCpuUsage();
    const from = performance.now();
    JSON.stringify(completer.prepare(cursorAt(path, typed, offset + 3)));
    // The first ones are compiled meanwhile.
    if (turn >= 20) {
      times.push(performance.now() - from);
      const { user, system } = process.threadCpuUsage(used);
      busy.push((user + system) / 1000);
    }
    if (turn % 20 === 0) await wait(1);
  }
  const largest = `${Math.round((bySize[0]?.[1].length ?? 0) / 1000)} kB`;
  const late = percentile(times, 0.95);
  line(
    dir.split('/').at(-1) ?? dir,
    String(index.size),
    ms(reading),
    largest,
    ms(percentile(times, 0.5)),
    ms(late),
    ms(Math.max(...times)),
    ms(percentile(busy, 0.95)),
  );
  if (late > targetMs.overhead) process.exitCode = 1;
}

function completerWith(index: SourceIndex, url: string): Completer {
  return new Completer({
    model: 'qwen2.5-coder:7b',
    endpoint: endpointFor('ollama', 'qwen2.5-coder:7b'),
    fetch: (request) => fetch(`${url}${new URL(request.url).pathname}`, request),
    token: 'none',
    isLocal: true,
    repository: 'bench',
    index,
    edits: new RecentEdits(),
    shown: new Shown(),
    pause: 0,
  });
}

async function cancelled(rounds: number): Promise<void> {
  let gone = Promise.withResolvers<number>();
  const sent = { count: 0, at: 0 };
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const timer = setInterval(() => {
      sent.count += 1;
      sent.at = performance.now();
      response.write(`${JSON.stringify({ response: `word${sent.count} + `, done: false })}\n`);
    }, 5);
    response.on('close', () => {
      clearInterval(timer);
      gone.resolve(performance.now());
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const completer = completerWith(new SourceIndex(), `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  const answered: number[] = [];
  const ended: number[] = [];
  const after: number[] = [];
  for (let round = 0; round < rounds + 5; round += 1) {
    gone = Promise.withResolvers<number>();
    const cancel = new AbortController();
    const text = `def quay${round}(ship):\n    tide = `;
    const before = sent.count;
    const outcome = completer.complete({ path: 'quay.py', text, offset: text.length, isAsked: false }, cancel.signal);
    while (sent.count === before) await wait(1);
    await wait(random(60));
    const at = performance.now();
    cancel.abort();
    await outcome;
    if (round >= 5) answered.push(performance.now() - at);
    const closed = await gone.promise;
    if (round >= 5) ended.push(closed - at);
    if (round >= 5) after.push(Math.max(0, sent.at - at));
  }
  completer.close();
  server.close();
  server.closeAllConnections();
  line('cancelled', 'rounds', '', '', 'p50', 'p95', 'worst');
  for (const [what, of] of [
    ['answered', answered],
    ['request gone', ended],
    ['last word sent', after],
  ] as const)
    line(what, String(of.length), '', '', ms(percentile(of, 0.5)), ms(percentile(of, 0.95)), ms(Math.max(...of)));
  if (Math.max(...ended) > targetMs.cancel) process.exitCode = 1;
}
