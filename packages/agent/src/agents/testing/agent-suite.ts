import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { KnownAgent } from '../table.ts';
import { hands as allHands, type Hands } from './hands.ts';
import { openHarbour, type Harbour } from './harbour.ts';

const mcpServer = fileURLToPath(new URL('bakery-mcp.ts', import.meta.url));
/** Agents of others take a while to begin. */
const longest = 120_000;

/** What every agent of the table has to do, as a process, before a scripted model: *pipeline conformance*. */
export function agentSuite(known: KnownAgent, command: readonly string[] | null): void {
  describe.runIf(command !== null)(`${known.title} as an agent`, { timeout: longest }, () => {
    let harbour: Harbour;
    let hand: Hands;
    beforeAll(async () => {
      const found = allHands[known.name];
      if (found === undefined || command === null) throw new Error(`${known.name} has no hands: testing/hands.ts`);
      hand = found;
      harbour = await openHarbour(known, command);
    }, longest);
    afterEach(() => harbour.leave(), longest);
    afterAll(() => harbour.close(), longest);
    const oven = (folder: string): string => readFileSync(join(folder, 'oven.py'), 'utf8');
    const hotter = () => hand.replace('oven.py', 'heat = 180', 'heat = 220');
    const stopOf = async (prompt: Promise<{ readonly stopReason: string }>): Promise<string> => (await prompt).stopReason;
    const running = (): string => harbour.processes().join('\n');

    it('tells who it is, makes an edit that was permitted, and ends when it is told to', async () => {
      const folder = harbour.folder();
      const session = await harbour.host(folder);
      expect(session).toMatchObject({ loads: true, version: expect.stringMatching(/^\d+\.\d+/) });
      expect(await stopOf(session.prompt(harbour.script('edit', [{ tools: [hotter()] }, { text: 'It is hotter.' }])))).toBe('end_turn');
      expect(oven(folder)).toBe('heat = 220\n');
      expect(session.asked.length).toBe(1);
      const { updates } = session;
      expect(
        updates.some((update) => update.sessionUpdate === 'agent_message_chunk' && JSON.stringify(update).includes('It is hotter.')),
      ).toBe(true);
      expect(updates.some(({ sessionUpdate }) => sessionUpdate === 'tool_call' || sessionUpdate === 'tool_call_update')).toBe(true);
      await session.close();
      await vi.waitFor(() => expect(harbour.processes()).toEqual([]), longest);
    });

    it('changes nothing while it plans', async () => {
      const folder = harbour.folder();
      const session = await harbour.host(folder, { mode: known.modes.plan, permits: false });
      const stop = await stopOf(session.prompt(harbour.script('plan', [{ tools: [hotter()] }, { text: 'I would make it hotter.' }])));
      expect(['end_turn', 'cancelled']).toContain(stop);
      expect(oven(folder)).toBe('heat = 180\n');
    });

    it('changes nothing that was not permitted, and the turn ends', async () => {
      const folder = harbour.folder();
      const session = await harbour.host(folder, { permits: false });
      const stop = await stopOf(session.prompt(harbour.script('denied', [{ tools: [hotter()] }, { text: 'Then I leave it.' }])));
      expect(['end_turn', 'cancelled']).toContain(stop);
      expect(session.asked.length).toBe(1);
      expect(oven(folder)).toBe('heat = 180\n');
      expect(await stopOf(session.prompt(harbour.script('after', [{ text: 'Here I am.' }])))).toBe('end_turn');
    });

    it('is cancelled while a command runs, and while the model speaks, and leaves nothing of it', async () => {
      const session = await harbour.host(harbour.folder());
      const sleeping = session.prompt(harbour.script('sleep', [{ tools: [hand.run('sleep 300 && echo over')] }, { text: 'Over.' }]));
      await vi.waitFor(() => expect(running()).toContain('sleep 300'), longest);
      session.cancel();
      expect(await stopOf(sleeping)).toBe('cancelled');
      await vi.waitFor(() => expect(running()).not.toContain('sleep 300'), longest);
      const speaking = session.prompt(harbour.script('speaks', [{ text: 'This will take me a while.', fault: { kind: 'hang' } }]));
      await vi.waitFor(() => expect(harbour.requests('speaks')).toHaveLength(1), longest);
      session.cancel();
      expect(await stopOf(speaking)).toBe('cancelled');
      expect(await harbour.requests('speaks')[0]?.ended).toBe('gone');
    });

    it('is there twice at once, each for itself', async () => {
      const folders = [harbour.folder(), harbour.folder()];
      const sessions = await Promise.all(folders.map((folder) => harbour.host(folder)));
      const edit = (at: number) => hand.replace('oven.py', 'heat = 180', `heat = ${at}`);
      const stops = sessions.map((session, at) =>
        stopOf(session.prompt(harbour.script(`pair${at}`, [{ tools: [edit(at)] }, { text: `I am ${at}.` }]))),
      );
      expect(await Promise.all(stops)).toEqual(['end_turn', 'end_turn']);
      expect(folders.map(oven)).toEqual(['heat = 0\n', 'heat = 1\n']);
      for (const [at, { updates }] of sessions.entries()) {
        expect(JSON.stringify(updates)).toContain(`I am ${at}.`);
        expect(JSON.stringify(updates)).not.toContain(`I am ${1 - at}.`);
      }
    });

    it('has the tools of a server over MCP', async () => {
      const args = ['--conditions=groundwork-source', mcpServer];
      const server = { name: 'bakery', command: process.execPath, args, env: [] };
      const session = await harbour.host(harbour.folder(), { mcpServers: [server] });
      const prompt = harbour.script('tools', [{ tools: [{ name: '', input: { kind: 'rye' } }] }, { text: 'There are 42.' }]);
      expect(await stopOf(session.prompt(prompt))).toBe('end_turn');
      const results = harbour
        .requests('tools')
        .at(-1)
        ?.messages.filter(({ role }) => role === 'tool');
      expect(JSON.stringify(results)).toContain('There are 42 loaves of rye.');
    });

    it('waits where the model has no room for it, and survives an answer that is cut', async () => {
      const session = await harbour.host(harbour.folder());
      const busy = { fault: { kind: 'status', status: 429, retryAfter: 1 } } as const;
      expect(await stopOf(session.prompt(harbour.script('busy', [busy, { text: 'Here I am.' }])))).toBe('end_turn');
      expect(JSON.stringify(session.updates)).toContain('Here I am.');
      const cut = { text: 'Well, this is how it is.', fault: { kind: 'cut' } } as const;
      const turns = [cut, ...Array.from({ length: 20 }, () => ({ text: 'Now all of it.' }))];
      // It asks again, or says what is wrong; Gemini CLI takes what came for the whole answer.
      const ended = await stopOf(session.prompt(harbour.script('cut', turns))).catch((error: unknown) => String(error));
      expect(ended).toMatch(/end_turn|broke|cut|disconnect|terminated/i);
      expect(JSON.stringify(session.updates) + ended).toMatch(/Now all of it|Well, |broke|cut|disconnect|terminated/i);
      expect(await stopOf(session.prompt(harbour.script('again', [{ text: 'All is well.' }])))).toBe('end_turn');
    });

    it('goes on with a session of before', async () => {
      const folder = harbour.folder();
      const before = await harbour.host(folder);
      await before.prompt(harbour.script('before', [{ text: 'The oven is called Vesuvius.' }]));
      await before.close();
      const after = await harbour.host(folder, { session: before.session });
      const resumes = after.loaded && after.session === before.session;
      expect(resumes || hand.resumesAtOnce === false).toBe(true);
      expect(await stopOf(after.prompt(harbour.script('since', [{ text: 'Vesuvius.' }])))).toBe('end_turn');
      const sent = JSON.stringify(harbour.requests('since')[0]?.messages);
      expect(sent.includes('The oven is called Vesuvius.')).toBe(resumes);
    });

    it('refuses what it does not know', async () => {
      const process = harbour.start(harbour.folder());
      const said = new Promise<string>((done) => {
        let text = '';
        process.stdout.on('data', (data: Buffer) => {
          text += data.toString();
          const answer = text.split('\n').find((line) => line.includes('"id":2') || line.includes('"id": 2'));
          if (answer !== undefined && text.endsWith('\n')) done(answer);
        });
      });
      const request = (id: number, method: string, params: object) =>
        process.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
      request(1, 'initialize', { protocolVersion: 1, clientCapabilities: {} });
      request(2, 'bakery/bake', {});
      expect(JSON.parse(await said)).toMatchObject({ id: 2, error: { code: expect.any(Number) } });
      process.kill();
      await process.exited;
    });
  });
}
