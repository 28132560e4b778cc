import { RequestError, type InitializeResponse } from '@agentclientprotocol/sdk';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KnownAgent } from '../table.ts';
import { hands as allHands, type Hands } from './hands.ts';
import { openHarbour, type Harbour } from './harbour.ts';

const mcpServer = fileURLToPath(new URL('bakery-mcp.ts', import.meta.url));
/** Agents of others take a while to begin. */
const longest = 60_000;

/** What every agent of the table has to do, as a process, before a scripted model: *pipeline conformance*. */
export function agentSuite(known: KnownAgent, command: readonly string[] | null): void {
  describe.runIf(command !== null)(`${known.title} as an agent`, { timeout: longest }, () => {
    let harbour: Harbour;
    let hand: Hands;
    let answer: InitializeResponse;
    beforeAll(async () => {
      const found = allHands[known.name];
      if (found === undefined || command === null) throw new Error(`${known.name} has no hands: testing/hands.ts`);
      hand = found;
      harbour = await openHarbour(known, command);
      answer = await harbour.client.initialize();
    }, longest);
    afterAll(() => harbour.close(), longest);
    beforeEach(() => {
      harbour.client.permits = true;
    });
    const oven = (folder: string): string => readFileSync(join(folder, 'oven.py'), 'utf8');
    const hotter = () => hand.replace('oven.py', 'heat = 180', 'heat = 220');

    it('tells who it is and what it can', () => {
      expect(answer.protocolVersion).toBe(1);
      expect(answer.agentInfo?.version).toMatch(/^\d+\.\d+/);
      expect(answer.agentCapabilities?.loadSession).toBe(true);
    });

    it('makes an edit that was permitted, and tells of it', async () => {
      const { client } = harbour;
      const folder = harbour.folder();
      const session = await client.newSession(folder, known.modes.ask);
      const before = client.asked.length;
      expect(await client.prompt(session, harbour.script('edit', [{ tools: [hotter()] }, { text: 'It is hotter.' }]))).toBe('end_turn');
      expect(oven(folder)).toBe('heat = 220\n');
      expect(client.asked.length).toBe(before + 1);
      const updates = client.updates(session);
      expect(updates).toContainEqual(
        expect.objectContaining({ sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: 'It is hotter.' } }),
      );
      expect(updates.some(({ sessionUpdate }) => sessionUpdate === 'tool_call' || sessionUpdate === 'tool_call_update')).toBe(true);
    });

    it('changes nothing while it plans', async () => {
      const { client } = harbour;
      client.permits = false;
      const folder = harbour.folder();
      const session = await client.newSession(folder, known.modes.plan);
      const stop = await client.prompt(session, harbour.script('plan', [{ tools: [hotter()] }, { text: 'I would make it hotter.' }]));
      expect(['end_turn', 'cancelled']).toContain(stop);
      expect(oven(folder)).toBe('heat = 180\n');
    });

    it('changes nothing that was not permitted, and the turn ends', async () => {
      const { client } = harbour;
      client.permits = false;
      const folder = harbour.folder();
      const session = await client.newSession(folder, known.modes.ask);
      const before = client.asked.length;
      const stop = await client.prompt(session, harbour.script('denied', [{ tools: [hotter()] }, { text: 'Then I leave it.' }]));
      expect(['end_turn', 'cancelled']).toContain(stop);
      expect(client.asked.length).toBe(before + 1);
      expect(oven(folder)).toBe('heat = 180\n');
      client.permits = true;
      expect(await client.prompt(session, harbour.script('after', [{ text: 'Here I am.' }]))).toBe('end_turn');
    });

    it('is cancelled while a command runs, and leaves nothing of it', async () => {
      const { client } = harbour;
      const session = await client.newSession(harbour.folder(), known.modes.ask);
      const children = harbour.processes().length;
      const prompt = client.prompt(session, harbour.script('sleep', [{ tools: [hand.run('sleep 300 && echo over')] }, { text: 'Over.' }]));
      await vi.waitFor(() => expect(commandLines(harbour)).toContain('sleep 300'), longest);
      await client.cancel(session);
      expect(await prompt).toBe('cancelled');
      await vi.waitFor(() => expect(commandLines(harbour)).not.toContain('sleep 300'), longest);
      expect(harbour.processes().length).toBeLessThanOrEqual(children);
    });

    it('is cancelled while the model speaks', async () => {
      const { client } = harbour;
      const session = await client.newSession(harbour.folder(), known.modes.ask);
      const prompt = client.prompt(session, harbour.script('speaks', [{ text: 'This will take me a while.', fault: { kind: 'hang' } }]));
      await vi.waitFor(() => expect(harbour.requests('speaks')).toHaveLength(1), longest);
      await client.cancel(session);
      expect(await prompt).toBe('cancelled');
      expect(await harbour.requests('speaks')[0]?.ended).toBe('gone');
    });

    it('keeps two sessions apart that work at once', async () => {
      const { client } = harbour;
      const folders = [harbour.folder(), harbour.folder()];
      const sessions = [];
      for (const folder of folders) sessions.push(await client.newSession(folder, known.modes.ask));
      const stops = await Promise.all(
        sessions.map((session, at) =>
          client.prompt(
            session,
            harbour.script(`pair${at}`, [{ tools: [hand.replace('oven.py', 'heat = 180', `heat = ${at}`)] }, { text: `I am ${at}.` }]),
          ),
        ),
      );
      expect(stops).toEqual(['end_turn', 'end_turn']);
      expect(folders.map(oven)).toEqual(['heat = 0\n', 'heat = 1\n']);
      for (const [at, session] of sessions.entries()) {
        expect(JSON.stringify(client.updates(session))).toContain(`I am ${at}.`);
        expect(JSON.stringify(client.updates(session))).not.toContain(`I am ${1 - at}.`);
      }
    });

    it('has the tools of a server over MCP', async () => {
      const { client } = harbour;
      const args = ['--conditions=groundwork-source', mcpServer];
      const server = { name: 'bakery', command: process.execPath, args, env: [] };
      const session = await client.newSession(harbour.folder(), known.modes.ask, [server]);
      const prompt = harbour.script('tools', [{ tools: [{ name: '', input: { kind: 'rye' } }] }, { text: 'There are 42.' }]);
      expect(await client.prompt(session, prompt)).toBe('end_turn');
      const results = harbour
        .requests('tools')
        .at(-1)
        ?.messages.filter(({ role }) => role === 'tool');
      expect(JSON.stringify(results)).toContain('There are 42 loaves of rye.');
    });

    it('waits where the model has no room for it', async () => {
      const { client } = harbour;
      const session = await client.newSession(harbour.folder(), known.modes.ask);
      const busy = { fault: { kind: 'status', status: 429, retryAfter: 1 } } as const;
      expect(await client.prompt(session, harbour.script('busy', [busy, { text: 'Here I am.' }]))).toBe('end_turn');
      expect(JSON.stringify(client.updates(session))).toContain('Here I am.');
    });

    it('asks again where an answer was cut, or says that it was', async () => {
      const { client } = harbour;
      const session = await client.newSession(harbour.folder(), known.modes.ask);
      const cut = { text: 'Well, this is how it is.', fault: { kind: 'cut' } } as const;
      const turns = [cut, ...Array.from({ length: 20 }, () => ({ text: 'Here I am.' }))];
      const ended = await client.prompt(session, harbour.script('cut', turns)).catch((error: unknown) => error);
      // Gemini CLI takes what came for the whole answer.
      const told = ended instanceof RequestError ? ended.message : JSON.stringify(client.updates(session));
      expect(told).toMatch(/Here I am\.|Well, |broke|cut|disconnect|terminated|error/i);
      expect(await client.prompt(session, harbour.script('again', [{ text: 'All is well.' }]))).toBe('end_turn');
    });

    it('refuses what it does not know, and goes on', async () => {
      const { client } = harbour;
      await expect(client.connection.agent.request('bakery/bake', {})).rejects.toMatchObject({ code: -32601 });
      const session = await client.newSession(harbour.folder(), known.modes.ask);
      expect(await client.prompt(session, harbour.script('goes', [{ text: 'Still here.' }]))).toBe('end_turn');
    });

    it('ends when it is told to, with all it started', async () => {
      await harbour.client.close();
      expect(await harbour.client.exited).not.toBe('SIGKILL');
      await vi.waitFor(() => expect(harbour.processes()).toEqual([]), longest);
    });
  });
}

function commandLines(harbour: Harbour): string {
  return harbour
    .processes()
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .join('\n');
}
