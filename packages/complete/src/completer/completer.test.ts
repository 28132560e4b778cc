import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecentEdits } from '../context/edits.ts';
import { startDouble, type Double, type Scripted } from '../endpoint/double.fixture.ts';
import { endpointFor } from '../endpoint/endpoints.ts';
import { Shown } from '../private/ignored.ts';
import { SourceIndex } from '../source/source-index.ts';
import { Completer, type CompleterOptions, type Outcome } from './completer.ts';

let double: Double;
let completer: Completer;
const index = new SourceIndex();
index.put('quay/ship.py', '1', 'class Ship:\n    length: int\n\n    def moor(self, berth):\n        secret()\n');

async function start(script: Scripted, more: Partial<CompleterOptions> = {}): Promise<void> {
  double = await startDouble(script);
  completer = new Completer({
    model: 'qwen2.5-coder:7b',
    endpoint: endpointFor('ollama', 'qwen2.5-coder:7b'),
    fetch: (request) => fetch(`${double.url}${new URL(request.url).pathname}`, request),
    token: 'gw-test',
    isLocal: true,
    repository: 'harbour',
    index,
    edits: new RecentEdits(),
    shown: new Shown(),
    pause: 0,
    ...more,
  });
}

const never = new AbortController().signal;
/** Asks where `|` stands. */
const ask = (marked: string, { signal = never, path = 'quay/main.py', isAsked = false } = {}): Promise<Outcome> =>
  completer.complete({ path, text: marked.replace('|', ''), offset: marked.indexOf('|'), isAsked }, signal);
const text = async (outcome: Promise<Outcome>): Promise<string> => {
  const said = await outcome;
  return 'suggestion' in said ? `${said.suggestion.from}: ${said.suggestion.text}` : said.silent;
};

const head = 'from quay.ship import Ship\n\n\ndef arrive(ship: Ship):\n    ';

describe('a completer', () => {
  beforeEach(() => start({ parts: ['ship.moor(', '3)\n', '    return ship\n\n', 'def leave():\n', '    pass\n'] }));
  afterEach(async () => {
    completer.close();
    await double.close();
  });

  it('shows the model what is imported, and suggests what belongs there', async () => {
    expect(await text(ask(`${head}|\n`))).toBe('model: ship.moor(3)\n    return ship');
    expect(double.asked[0]?.body['prompt']).toContain(
      '<|file_sep|>quay/ship.py\nclass Ship:\n    length: int\n    def moor(self, berth):\n',
    );
    expect(double.asked[0]?.body['prompt']).not.toContain('secret()');
  });

  it('asks no more while somebody types what it suggested', async () => {
    await ask(`${head}|\n`);
    expect(await text(ask(`${head}ship.m|\n`))).toBe('memory: oor(3)\n    return ship');
    // The editor closed the bracket.
    expect(await text(ask(`${head}ship.moor(|)\n`))).toMatch(/^memory: 3/);
    expect(double.asked).toHaveLength(1);
    await ask(`${head}ship.l|\n`);
    expect(double.asked).toHaveLength(2);
  });

  it('says nothing for a while where it was turned down', async () => {
    const outcome = await ask(`${head}|\n`);
    if ('suggestion' in outcome) completer.rejected(outcome.suggestion.id, { path: 'quay/main.py', prefix: head });
    expect(await text(ask(`${head}|\n`))).toBe('rejected');
    expect(await text(ask(`${head}|\n`, { isAsked: true }))).toMatch(/^model/);
  });

  it('is silent in files nobody else may read, and sends none of them', async () => {
    expect(await text(ask('TOKEN=|', { path: '.env' }))).toBe('hidden');
    expect(double.asked).toHaveLength(0);
  });
});

describe('requests', () => {
  afterEach(async () => {
    completer.close();
    await double.close();
  });

  it('are ended once enough came', async () => {
    await start({ parts: Array.from({ length: 400 }, (_, at) => `x = ${at}\n`), pause: 1 });
    expect(await text(ask('tide = 1\nx = |\nmoor()\n'))).toMatch(/^model/);
    await expect.poll(() => double.ended.count).toBe(1);
  });

  it('are ended with what asked for them', async () => {
    await start({ parts: Array.from({ length: 400 }, () => 'ship.'), pause: 50 });
    const cancel = new AbortController();
    const outcome = ask(`${head}|\n`, { signal: cancel.signal });
    await expect.poll(() => double.asked.length).toBe(1);
    cancel.abort();
    expect(await text(outcome)).toBe('cancelled');
    await expect.poll(() => double.ended.count).toBe(1);
  });

  it('go on for a keystroke that they fit', async () => {
    await start({ parts: ['ship', '.moor', '(3)\n', 'x\n'], pause: 20 });
    const first = new AbortController();
    const before = ask(`${head}|\n`, { signal: first.signal });
    await expect.poll(() => double.asked.length).toBe(1);
    first.abort();
    const after = ask(`${head}shi|\n`);
    expect(await text(before)).toBe('cancelled');
    expect(await text(after)).toBe('flight: p.moor(3)');
    expect(double.asked).toHaveLength(1);
  });

  it('are asked anew for a keystroke that they do not fit', async () => {
    await start({ parts: ['ship', '.moor', '(3)\n'], pause: 20 });
    const first = ask(`${head}|\n`);
    await expect.poll(() => double.asked.length).toBe(1);
    await expect.poll(() => text(ask(`${head}tide = |\n`))).toMatch(/^model/);
    await first;
    expect(double.asked.length).toBeGreaterThan(1);
  });

  it('give nothing that the model is not sure of', async () => {
    await start({ parts: ['ship.moor(3)\n'], logprob: -3 });
    expect(await text(ask(`${head}|\n`))).toBe('unsure');
  });

  it('fail in words', async () => {
    await start({ parts: [], status: 500 });
    await expect(ask(`${head}|\n`)).rejects.toMatchObject({ code: 'completion.refused' });
  });
});
