import { client, methods, ndJsonStream, PROTOCOL_VERSION, type SessionUpdate } from '@agentclientprotocol/sdk';
import { scriptedModel, type Script } from '@groundwork/gateway/testing';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('testing/main.ts', import.meta.url));

let home: string;
let bakery: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bakery-'));
  bakery = mkdtempSync(join(home, 'work-'));
  writeFileSync(join(bakery, 'oven.py'), 'heat = 180\n');
});
afterEach(() => rmSync(home, { recursive: true, maxRetries: 3 }));

describe('the agent of our own', () => {
  it('runs a command, edits a file, keeps a plan, and says so as it goes', async () => {
    const { stop, updates } = await prompted([
      { text: 'I look first.\n\n- [~] read\n- [ ] change', tools: [{ name: 'bash', input: { command: 'cat oven.py' } }] },
      { tools: [{ name: 'edit', input: { path: 'oven.py', old_text: 'heat = 180', new_text: 'heat = 220' } }] },
      { text: 'Done: 220.' },
    ]);
    expect(stop).toBe('end_turn');
    expect(readFileSync(join(bakery, 'oven.py'), 'utf8')).toBe('heat = 220\n');
    expect(updates).toContainEqual(
      expect.objectContaining({
        sessionUpdate: 'plan',
        entries: [
          { content: 'read', priority: 'medium', status: 'in_progress' },
          { content: 'change', priority: 'medium', status: 'pending' },
        ],
      }),
    );
    const file = join(bakery, 'oven.py');
    expect(updates).toContainEqual(
      expect.objectContaining({
        kind: 'edit',
        locations: [{ path: file, line: 1 }],
        content: [{ type: 'diff', path: file, oldText: 'heat = 180\n', newText: 'heat = 220\n' }],
      }),
    );
    expect(JSON.stringify(updates)).toContain('exit 0\\nheat = 180');
  });
});

async function prompted(script: Script): Promise<{ stop: string; updates: SessionUpdate[] }> {
  const model = await scriptedModel(script);
  const child = spawn(process.execPath, ['--conditions=groundwork-source', program], {
    env: { PATH: process.env['PATH'], HOME: home, GROUNDWORK_MODEL_URL: `${model.url}/v1`, GROUNDWORK_MODEL_TOKEN: 'token' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const updates: SessionUpdate[] = [];
  const stream = ndJsonStream(Writable.toWeb(child.stdin), Readable.toWeb(child.stdout) as ReadableStream<Uint8Array>);
  const app = client().onNotification(methods.client.session.update, ({ params }) => void updates.push(params.update));
  try {
    return await app.connectWith(stream, async (agent) => {
      await agent.request(methods.agent.initialize, { protocolVersion: PROTOCOL_VERSION, clientCapabilities: {} });
      const { sessionId } = await agent.request(methods.agent.session.new, { cwd: bakery, mcpServers: [] });
      await agent.request(methods.agent.session.setMode, { sessionId, modeId: 'work' });
      const { stopReason } = await agent.request(methods.agent.session.prompt, {
        sessionId,
        prompt: [{ type: 'text', text: 'Bake hotter.' }],
      });
      return { stop: stopReason, updates };
    });
  } finally {
    child.stdin.end();
    child.kill();
    await model.close();
  }
}
