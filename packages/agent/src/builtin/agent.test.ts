import type { McpServer, PromptResponse, RequestPermissionRequest, SessionUpdate } from '@agentclientprotocol/sdk';
import { scriptedModel, type Script, type ScriptedModel } from '@groundwork/gateway/testing';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPier } from '../agents/testing/pier.ts';
import { hostAgent } from '../session/hosted.ts';

const program = fileURLToPath(new URL('testing/main.ts', import.meta.url));
const token = 'groundwork-token-of-the-bakery';

let home: string;
let bakery: string;
let model: ScriptedModel;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bakery-'));
  bakery = mkdtempSync(join(home, 'work-'));
  writeFileSync(join(bakery, 'oven.py'), 'heat = 180\n');
});
afterEach(async () => {
  await model.close();
  rmSync(home, { recursive: true, maxRetries: 3 });
});

interface Said extends PromptResponse {
  readonly updates: readonly SessionUpdate[];
  readonly asked: readonly RequestPermissionRequest[];
}

/** One prompt after the other to one session. */
async function prompted(
  script: Script,
  options: { mode?: string; env?: Record<string, string>; mcpServers?: McpServer[]; times?: number } = {},
): Promise<Said> {
  const { mode = 'work', env = {}, mcpServers = [], times = 1 } = options;
  model = await scriptedModel(script);
  const updates: SessionUpdate[] = [];
  const asked: RequestPermissionRequest[] = [];
  const hosted = await hostAgent({
    jail: openPier(bakery, { PATH: process.env['PATH'] ?? '', HOME: home }),
    command: [process.execPath, '--conditions=groundwork-source', program],
    env: { GROUNDWORK_MODEL_URL: `${model.url}/v1`, GROUNDWORK_MODEL_TOKEN: token, ...env },
    mcpServers,
    session: null,
    mode,
    update: (update) => void updates.push(update),
    permit: (request) => {
      asked.push(request);
      return { outcome: { outcome: 'selected', optionId: request.options.find(({ kind }) => kind === 'allow_always')?.optionId ?? '' } };
    },
    signal: new AbortController().signal,
  });
  try {
    for (let at = 1; at < times; at++) await hosted.prompt('And?');
    return { ...(await hosted.prompt('Bake hotter.')), updates, asked };
  } finally {
    await hosted.close();
  }
}

const bash = (command: string) => ({ tools: [{ name: 'bash', input: { command } }] });
const answered = (index: number): string => model.requests[index]?.messages.findLast(({ role }) => role === 'tool')?.text ?? '';

describe('the agent of our own', () => {
  it('runs a command, edits a file, keeps a plan, and says so as it goes', async () => {
    const { stopReason, updates } = await prompted([
      { text: 'I look first.\n\n- [~] read\n- [ ] change', ...bash('cat oven.py') },
      { tools: [{ name: 'edit', input: { path: 'oven.py', old_text: 'heat = 180', new_text: 'heat = 220' } }] },
      { text: 'Done: 220.' },
    ]);
    expect(stopReason).toBe('end_turn');
    expect(readFileSync(join(bakery, 'oven.py'), 'utf8')).toBe('heat = 220\n');
    expect(updates).toContainEqual(
      expect.objectContaining({
        sessionUpdate: 'plan',
        entries: [
          expect.objectContaining({ content: 'read', status: 'in_progress' }),
          expect.objectContaining({ content: 'change', status: 'pending' }),
        ],
      }),
    );
    const file = join(bakery, 'oven.py');
    const diff = { type: 'diff', path: file, oldText: 'heat = 180\n', newText: 'heat = 220\n' };
    expect(updates).toContainEqual(expect.objectContaining({ kind: 'edit', locations: [{ path: file, line: 1 }], content: [diff] }));
    expect(JSON.stringify(updates)).toContain('exit 0\\nheat = 180');
  });

  it('does not hand its token on, nor keep it', async () => {
    await prompted([bash('env; cat /proc/$PPID/environ | wc -c'), { text: 'Done.' }]);
    expect(answered(1)).toContain(`HOME=${home}`);
    expect(answered(1)).not.toContain(token);
    const state = join(home, '.local/state/groundwork/agent');
    for (const name of readdirSync(state)) expect(readFileSync(join(state, name), 'utf8')).not.toContain(token);
  });

  it('answers a malformed call with what is wrong, and ends after some in a row', async () => {
    const wrong = { tools: [{ name: 'bash', input: {}, rawInput: '{"command": "ls' }] };
    const { stopReason, _meta } = await prompted(() => wrong);
    expect([stopReason, _meta]).toEqual(['max_turn_requests', { 'groundwork.reason': 'malformed' }]);
    expect(model.requests.length).toBe(3);
    expect(answered(1)).toMatch(/malformed and was not run/);
  });

  it('goes on after a call that was mended, or names no tool there is', async () => {
    const { stopReason } = await prompted([
      { tools: [{ name: 'edit', input: { path: 'oven.py' } }] },
      { tools: [{ name: 'bake', input: {} }] },
      bash('true'),
      { text: 'Done.' },
    ]);
    expect(stopReason).toBe('end_turn');
    expect(answered(1)).toMatch(/new_text/);
    expect(answered(2)).toMatch(/bake/);
  });

  it('ends when it goes round in circles', async () => {
    const { stopReason, _meta } = await prompted(({ index }) => bash(index % 2 === 0 ? 'cat oven.py' : 'ls'));
    expect([stopReason, _meta]).toEqual(['max_turn_requests', { 'groundwork.reason': 'looped' }]);
    expect(model.requests.length).toBe(8);
  });

  it('says why a model stopped', async () => {
    expect((await prompted([{ text: 'Bake at', stop: 'length' }])).stopReason).toBe('max_tokens');
    await model.close();
    await expect(prompted([{ fault: { kind: 'status', status: 402, message: 'The budget is spent' } }])).rejects.toThrow(
      'The budget is spent',
    );
  });

  it('asks before it changes anything, once for each tool where a person says so, and not to read', async () => {
    const { asked } = await prompted(
      [
        bash('cat oven.py'),
        bash('touch rye'),
        bash('touch spelt'),
        { tools: [{ name: 'edit', input: { path: 'menu', new_text: 'rye' } }] },
        { text: 'Done.' },
      ],
      { mode: 'ask' },
    );
    expect(asked.map(({ toolCall }) => toolCall.title)).toEqual(['touch rye', 'Make menu']);
    expect(existsSync(join(bakery, 'spelt'))).toBe(true);
  });

  it('reads and changes nothing while it plans', async () => {
    const { asked, updates } = await prompted(
      [
        bash('cat oven.py'),
        bash('touch rye'),
        { tools: [{ name: 'edit', input: { path: 'menu', new_text: 'rye' } }] },
        { text: '- [ ] bake' },
      ],
      { mode: 'plan' },
    );
    expect([asked.length, readdirSync(bakery)]).toEqual([0, ['oven.py']]);
    expect(answered(1)).toContain('heat = 180');
    expect(answered(2)).toMatch(/planning/);
    expect(updates).toContainEqual(expect.objectContaining({ sessionUpdate: 'plan' }));
  });

  it('keeps what it sends within a bound', async () => {
    const big = bash("head -c 20000 /dev/zero | tr '\\0' x");
    await prompted([big, big, big, { text: 'Done.' }], { env: { GROUNDWORK_CONTEXT_TOKENS: '8000' } });
    expect(model.requests.length).toBe(4);
    for (const { body } of model.requests) expect(body.length).toBeLessThan(40_000);
  });

  it('ends a command that leaves something running, and one that takes too long', async () => {
    await prompted([
      bash('sleep 302 & echo begun'),
      { tools: [{ name: 'bash', input: { command: 'sleep 303', timeout_seconds: 1 } }] },
      { text: 'Done.' },
    ]);
    expect(answered(1)).toBe('exit 0\nbegun\n');
    expect(answered(2)).toMatch(/^exit ended\n.*longer than 1 s/s);
  });

  it('says which tools of a server do not start', async () => {
    const mcpServers = [{ name: 'mill', command: '/no/such/mill', args: [], env: [] }];
    await expect(prompted([], { mcpServers })).rejects.toThrow(/mill/);
  });
});
