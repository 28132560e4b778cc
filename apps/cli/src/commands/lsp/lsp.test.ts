import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node';

// The built program, as an editor starts it; `npm test` builds it first.
const program = fileURLToPath(new URL('../../../bin/groundwork.js', import.meta.url));

let home: string;
let folder: string;
let child: ChildProcess;
let editor: MessageConnection;
let stderr = '';

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'bakery-')));
  folder = join(home, 'bakery');
  mkdirSync(folder);
  writeFileSync(join(folder, 'requirements.txt'), 'flask==3.0.0\nredis==5.0.0\n');
  writeFileSync(
    join(folder, 'app.py'),
    'import os\nimport redis\nfrom flask import Flask\n\napp = Flask(__name__)\noven = redis.from_url(os.environ["OVEN_URL"])\n',
  );
});
afterEach(() => {
  editor.dispose();
  child.kill('SIGKILL');
  rmSync(home, { recursive: true });
});

function start(...inputs: string[]): Promise<number | null> {
  stderr = '';
  child = spawn(process.execPath, [program, 'lsp', ...inputs], { cwd: home, stdio: ['pipe', 'pipe', 'pipe'] });
  const { stdin, stdout, stderr: errors } = child;
  if (!stdin || !stdout || !errors) throw new Error('no pipes');
  errors.on('data', (text: Buffer) => (stderr += text.toString()));
  editor = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  editor.listen();
  return new Promise((done) => child.on('exit', done));
}

const lenses = async (root: string): Promise<string[]> => {
  const uri = pathToFileURL(join(root, 'app.py')).href;
  const found = await editor.sendRequest<{ command: { title: string } }[]>('textDocument/codeLens', { textDocument: { uri } });
  return found.map(({ command }) => command.title);
};

describe('gw lsp', () => {
  it('serves an editor that opens a folder, until it says goodbye', async () => {
    const exit = start('--stdio');
    await editor.sendRequest('initialize', { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities: {} });
    await editor.sendNotification('initialized', {});
    expect(await lenses(folder)).toContain('redis · not running');
    await editor.sendRequest('shutdown');
    await editor.sendNotification('exit');
    expect(await exit).toBe(0);
    expect(stderr).toBe('');
  });

  it('notices by itself what changes on disk, where the editor does not tell', async () => {
    void start();
    await editor.sendRequest('initialize', { processId: null, rootUri: pathToFileURL(folder).href, capabilities: {} });
    await editor.sendNotification('initialized', {});
    await lenses(folder);
    const told = new Promise((done) => editor.onNotification('groundwork/blueprintChanged', done));
    writeFileSync(join(folder, 'jam.py'), 'import os\nimport pika\njam = pika.BlockingConnection(pika.URLParameters(os.environ["JAM"]))\n');
    writeFileSync(join(folder, 'app.py'), 'import os\nimport jam\nfrom flask import Flask\n\napp = Flask(__name__)\n');
    expect(JSON.stringify(await told)).toContain('rabbitmq');
  });

  it('knows a folder through a link by the name the editor has for it', async () => {
    const linked = join(home, 'linked');
    symlinkSync(folder, linked);
    void start();
    await editor.sendRequest('initialize', { processId: null, rootUri: pathToFileURL(linked).href, capabilities: {} });
    await editor.sendNotification('initialized', {});
    expect(await lenses(linked)).toContain('redis · not running');
  });

  it('ends when the editor is gone', async () => {
    const exit = start();
    await editor.sendRequest('initialize', { processId: null, rootUri: pathToFileURL(folder).href, capabilities: {} });
    child.stdin?.end();
    expect(await exit).toBe(1);
  });

  it('says what is wrong with a folder that is not there', async () => {
    void start();
    const asked = editor.sendRequest('initialize', { processId: null, rootUri: 'file:///no/such/bakery', capabilities: {} });
    await expect(asked).rejects.toThrow('There is no such folder');
  });
});
