import { scriptedModel, type ScriptedModel } from '@groundwork/gateway/testing';
import { requireProgram } from '@groundwork/testing';
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

// The built program, as a person starts it; `npm test` builds it first.
const program = fileURLToPath(new URL('../../../bin/groundwork.js', import.meta.url));
const hasJail = requireProgram('bwrap', 'apt-get install bubblewrap');

const files = {
  'oven.sh': 'echo 180\n',
  'package.json': '{ "name": "bakery", "scripts": { "start": "node shop.js" } }',
  'package-lock.json': '{ "name": "bakery", "lockfileVersion": 3, "packages": { "": { "name": "bakery" } } }',
  'shop.js': "require('node:http').createServer((_, answer) => answer.end('open')).listen(process.env.PORT);\n",
  'tickets/hotter-oven.md':
    '---\ngoal: The oven bakes at 220 degrees\nscope: [oven.sh]\ndone when:\n  - run: test "$(sh oven.sh)" = 220\n---\n\nSourdough wants it hotter.\n',
};

let home: string;
let bakery: string;
let model: ScriptedModel;
beforeEach(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'bakery-')));
  bakery = join(home, 'bakery');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(bakery, file)), { recursive: true });
    writeFileSync(join(bakery, file), text);
  }
  const git = (...words: string[]): Buffer =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@bakery.example', ...words], { cwd: bakery });
  git('init', '--quiet', '--initial-branch=main');
  for (const [name, value] of [
    ['user.name', 'Ada'],
    ['user.email', 'ada@bakery.example'],
  ] as const)
    git('config', name, value);
  git('add', '.');
  git('commit', '--quiet', '--message', 'An oven');
  const tool = (name: string, input: Record<string, string> = {}) => ({ tools: [{ name, input }] });
  const plans = [tool('groundwork__blueprint'), { text: '- [ ] Turn the oven up' }];
  const works = [
    tool('groundwork__status'),
    tool('edit', { path: 'oven.sh', old_text: 'echo 180', new_text: 'echo 220' }),
    { text: 'Done.' },
  ];
  model = await scriptedModel(({ messages }) => {
    const from = messages.findLastIndex(({ role }) => role === 'user');
    const done = messages.slice(from).filter(({ role }) => role === 'tool').length;
    return (messages[from]?.text.includes('This turn is for planning') ? plans : works)[done] ?? { text: 'Done.' };
  });
});
afterEach(async () => {
  await model.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

function gw(...words: string[]): Promise<{ exit: number; said: string }> {
  const env = { PATH: process.env['PATH'], HOME: home, XDG_STATE_HOME: join(home, 'state'), XDG_CONFIG_HOME: join(home, 'config') };
  return new Promise((done) => {
    execFile(process.execPath, [program, ...words], { cwd: bakery, env }, (error, stdout, stderr) =>
      done({ exit: error === null ? 0 : Number(error.code ?? 1), said: stdout + stderr }),
    );
  });
}

describe.runIf(hasJail)('gw solve', () => {
  it('a ticket is solved by our agent in a jail, with our tools over MCP, and verified: *pipeline conformance*', async () => {
    expect(await gw('model', 'use', `one@${model.url}/v1`)).toMatchObject({ exit: 0 });
    expect(await gw('ticket', 'approve', 'hotter-oven', '--yes')).toMatchObject({ exit: 0 });
    const { exit, said } = await gw('solve', 'hotter-oven', '--yes');
    expect(said).toContain('hotter-oven is resolved');
    expect(exit).toBe(0);
    expect(said).toContain('groundwork/hotter-oven');
    const ofBranch = (...words: string[]) => execFileSync('git', words, { cwd: bakery, encoding: 'utf8' });
    expect(ofBranch('show', 'groundwork/hotter-oven:oven.sh')).toContain('echo 220');
    expect(ofBranch('status', '--porcelain', '--branch')).toMatch(/^## main\n/);
    const again = await gw('ticket', 'verify', 'hotter-oven', '--rerun');
    expect(again.said).toMatch(/✔ The commit that was made of it[\s\S]*✔ test "\$\(sh oven\.sh\)" = 220[\s\S]*✔ The receipt holds/);
    expect(again.exit).toBe(0);
    const receipt = readFileSync(join(bakery, '.groundwork/tickets/hotter-oven/receipt.json'), 'utf8');
    writeFileSync(join(home, 'forged.json'), receipt.replace(/"seconds": \d+,\n {2}"at"/, '"seconds": 0,\n  "at"'));
    expect(await gw('ticket', 'verify', '../forged.json')).toMatchObject({ exit: 1, said: expect.stringContaining('another receipt') });
    ofBranch('merge', '--quiet', '--squash', 'groundwork/hotter-oven');
    ofBranch('commit', '--quiet', '--message', 'Hotter');
    expect((await gw('provenance')).said).toMatch(/Hotter.*not attached[\s\S]*oven\.sh {2}1 line .*hotter-oven/);
    expect((await gw('provenance', '--attach')).said).not.toContain('not attached');
    expect((await gw('ticket', 'show', 'hotter-oven')).said).toContain('git merge groundwork/hotter-oven');
    const results = JSON.stringify(model.requests.flatMap(({ messages }) => messages.filter(({ role }) => role === 'tool')));
    expect(results).toContain(String.raw`\"name\":\"bakery\",\"kind\":\"web\"`);
    expect(results).toMatch(/starting|ready|stopped/);
  }, 120_000);
});
