/**
 * Measures what a keystroke costs in an editor that has a folder open:
 *   npm run bench:keystroke -- FOLDER
 * A language server runs as a process of its own and is spoken to over its standard streams, as an editor does. Each of at least
 * 100 edits is made in a file of its own; timed is from the edit to both the published diagnostics and the lenses of that file.
 */
import { execFileSync, spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startLanguageServer, streamTransport } from '@groundwork/language-server';
import type { BlueprintState } from '@groundwork/language-server/protocol';
import { openFolder } from '@groundwork/scan';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node';

const edits = 200;
const targetMs = 150;
const source = /\.(py|[cm]?[jt]sx?|go|java|kt|rb|php|rs|cs|ya?ml|toml|json)$|(^|\/)(Dockerfile|Procfile)$/;

const [, self = '', first, second] = process.argv;
if (first === '--serve' && second) {
  await startLanguageServer(streamTransport(process.stdin, process.stdout), { dir: second }).ended;
  process.stdin.pause();
} else if (first) {
  await report(realpathSync(resolve(first)));
} else {
  process.stderr.write('usage: npm run bench:keystroke -- FOLDER\n');
  process.exitCode = 2;
}

async function report(dir: string): Promise<void> {
  const server = spawn(process.execPath, [...process.execArgv, self || fileURLToPath(import.meta.url), '--serve', dir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const editor = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  editor.listen();
  const capabilities = { workspace: { codeLens: { refreshSupport: true } } };
  editor.onRequest('workspace/codeLens/refresh', () => null);
  await editor.sendRequest('initialize', { processId: process.pid, rootUri: pathToFileURL(dir).href, capabilities });
  const started = performance.now();
  await editor.sendNotification('initialized', {});
  const { blueprint } = await editor.sendRequest<BlueprintState>('groundwork/blueprint', {});
  const reading = performance.now() - started;

  const tree = openFolder(dir);
  const all = (await tree.files()).map(({ path }) => path);
  const evident = new Set(
    [
      ...blueprint.services.flatMap(({ evidence, env, uses }) => [
        evidence,
        ...env.map((each) => each.evidence),
        ...uses.map((each) => each.evidence),
      ]),
      ...blueprint.resources.map((each) => each.evidence),
    ]
      .flat()
      .map(({ file }) => file),
  );
  line('tree', `${dir.split('/').at(-1)}, ${all.length} files, ${evident.size} of them with evidence`);
  line('first reading', `${reading.toFixed(0)} ms`);
  const anywhere = await timesOf(
    editor,
    dir,
    spread(
      all.filter((path) => source.test(path)),
      edits,
    ),
    tree.read.bind(tree),
  );
  show('keystroke, any source file', anywhere);
  const where = [...evident].filter((path) => tree.read(path) !== null);
  show('keystroke, where needs are read', await timesOf(editor, dir, spread(where, edits / 2), tree.read.bind(tree)));
  line('memory of the server', `${memoryOf(server.pid ?? 0).toFixed(0)} MB resident`);
  await editor.sendRequest('shutdown');
  await editor.sendNotification('exit');
  editor.dispose();
}

/** One file after the other: opened, given a line at its top so that all in it stands elsewhere, or a letter at its end; closed. */
async function timesOf(
  editor: MessageConnection,
  dir: string,
  paths: readonly string[],
  read: (path: string) => { readonly text: string } | null,
): Promise<number[]> {
  const times: number[] = [];
  let version = 0;
  let published: (at: { uri: string; version?: number }) => void = () => {};
  const listening = editor.onNotification('textDocument/publishDiagnostics', (at: { uri: string; version?: number }) => published(at));
  for (const [index, path] of paths.entries()) {
    const text = read(path)?.text;
    if (text === undefined) continue;
    const uri = pathToFileURL(join(dir, path)).href;
    const told = (wanted: number): Promise<void> =>
      new Promise((done) => {
        published = (at) => at.version === wanted && at.uri === uri && done();
      });
    const opened = told((version += 1));
    await editor.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'plaintext', version, text } });
    await opened;
    const lines = text.split('\n');
    const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const at = index % 2 === 0 ? { line: 0, character: 0 } : end;
    const started = performance.now();
    const done = told((version += 1));
    await editor.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: at, end: at }, text: index % 2 === 0 ? '\n' : ' ' }],
    });
    await Promise.all([done, editor.sendRequest('textDocument/codeLens', { textDocument: { uri } })]);
    times.push(performance.now() - started);
    await editor.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await editor.sendRequest('groundwork/blueprint', {});
  }
  listening.dispose();
  return times;
}

/** As many as wanted, from all over the list. */
function spread(paths: readonly string[], wanted: number): string[] {
  return paths.length === 0 ? [] : Array.from({ length: wanted }, (_, index) => paths[Math.floor((index * paths.length) / wanted)] ?? '');
}

function memoryOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1024;
}

function show(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)} ms`;
  line(what, `median ${at(0.5)}, p95 ${at(0.95)} (target ${targetMs} ms), ${sorted.length} edits`);
}

function line(what: string, value: string): void {
  process.stdout.write(`${what.padEnd(34)} ${value}\n`);
}
