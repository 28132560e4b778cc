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
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { Completer, cursorAt, endpointFor, languageOf, RecentEdits, Shown, SourceIndex } from '@groundwork/complete';
import { budgetSchema, openGateway, type Gateway } from '@groundwork/gateway';
import { openFolder } from '@groundwork/scan';
import { cancelRequests, type Cancelled } from './complete/cancel.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { places: { type: 'string', default: '400' }, cancels: { type: 'string', default: '300' } },
});
if (positionals.length === 0) {
  process.stderr.write('usage: npm run bench:complete-overhead -- REPOSITORY... [--places 400] [--cancels 60]\n');
  process.exitCode = 2;
}

const targetMs = { overhead: 10, cancel: 20 } as const;
const line = (...parts: readonly string[]): void =>
  void process.stdout.write(`${parts.map((part, at) => (at === 0 ? part.padEnd(24) : part.padStart(13))).join('')}\n`);
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
  const completer = completerWith(index, (request) => fetch(request));
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

function toServer(url: string, request: Request): string {
  return `${url}${new URL(request.url).pathname}`;
}

function completerWith(index: SourceIndex, send: (request: Request) => Promise<Response>, token = 'none'): Completer {
  return new Completer({
    model: 'qwen2.5-coder:7b',
    endpoint: endpointFor('ollama', 'qwen2.5-coder:7b'),
    fetch: send,
    token,
    isLocal: true,
    repository: 'bench',
    index,
    edits: new RecentEdits(),
    shown: new Shown(),
    pause: 0,
  });
}

/** As an editor has it: keys and budgets are the gateway's. */
async function completerThrough(url: string, gateways: Gateway[]): Promise<Completer> {
  const gateway = await openGateway({
    providers: [{ name: 'ollama', wires: ['openai-chat'], baseUrl: `${url}/v1`, key: async () => null, price: { input: 0, output: 0 } }],
    listen: null,
    ledger: null,
  });
  gateways.push(gateway);
  const model = { provider: 'ollama', id: 'qwen2.5-coder:7b' };
  const { token } = gateway.grant({ subject: 'completion', budget: budgetSchema.parse({}), model });
  return completerWith(new SourceIndex(), (request) => gateway.fetch(request), token);
}

async function cancelled(rounds: number): Promise<void> {
  line('cancelled', 'rounds', '', '', 'p50', 'p95', 'worst', 'within 20 ms');
  const direct = await cancelRequests(
    (url) => completerWith(new SourceIndex(), (request) => fetch(toServer(url, request), request)),
    rounds,
    random,
  );
  report('direct', direct);
  const gateways: Gateway[] = [];
  const through = await cancelRequests((url) => completerThrough(url, gateways), rounds, random);
  report('gateway', through);
  for (const each of gateways) await each.close();
}

function report(through: string, of: readonly Cancelled[]): void {
  for (const [what, times] of [
    ['answered', of.map(({ answered }) => answered)],
    ['request gone', of.map(({ gone }) => gone)],
    ['gone, of CPU', of.map(({ busy }) => busy)],
    ['last word', of.map(({ lastWord }) => lastWord)],
    ['floor', of.map(({ floor }) => floor)],
  ] as const) {
    const inTime = (100 * times.filter((time) => time <= targetMs.cancel).length) / times.length;
    line(
      `${through}, ${what}`,
      String(times.length),
      '',
      '',
      ms(percentile(times, 0.5)),
      ms(percentile(times, 0.95)),
      ms(Math.max(...times)),
      `${inTime.toFixed(1)} %`,
    );
  }
  const ratio = (share: number): string =>
    (
      percentile(
        of.map(({ gone }) => gone),
        share,
      ) /
      percentile(
        of.map(({ floor }) => floor),
        share,
      )
    ).toFixed(2);
  line(`${through}, against floor`, '', '', '', ratio(0.5), ratio(0.95), ratio(1));
  if (of.some(({ gone }) => gone > targetMs.cancel)) process.exitCode = 1;
}
