import { scriptedModel, type ScriptedModel, type ScriptedTurn } from '@groundwork/gateway/testing';
import type { SessionEvent } from '@groundwork/agent/contract';
import type { WindowConnection } from '@groundwork/protocol';
import { useModel } from '@groundwork/toolkit';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';

/** The command line as it was built: an agent of ours is started with it, inside the jail. */
const groundwork = fileURLToPath(new URL('../../../../apps/cli/bin/groundwork.js', import.meta.url));

export const hotterOven = `---
goal: The oven bakes at 220 degrees
scope: [oven.sh]
done when:
  - run: test "$(sh oven.sh)" = 220
---

Sourdough wants it hotter.
`;

/** A bakery that is served, its oven too cold, and a person of its own with a model that says what a test lets it say. */
export interface Bakery {
  readonly harbour: Harbour;
  readonly model: ScriptedModel;
  git(...words: readonly string[]): string;
  close(): Promise<void>;
}

/** What a model says that does as it is told; `before` is waited for before each answer, with what it is. */
export const baking = (before: (what: 'plans' | 'works' | 'ends') => Promise<void> = async () => {}) => {
  const plans: ScriptedTurn[] = [{ text: '- [ ] Turn the oven up' }];
  const works: ScriptedTurn[] = [
    { text: '- [~] Turn the oven up', tools: [{ name: 'edit', input: { path: 'oven.sh', old_text: 'echo 180', new_text: 'echo 220' } }] },
    { text: '- [x] Turn the oven up' },
  ];
  return { before, plans, works };
};

export async function openBakery({ before, plans, works } = baking(), useIt = true): Promise<Bakery> {
  const model = await scriptedModel(async ({ messages }) => {
    const from = messages.findLastIndex(({ role }) => role === 'user');
    const done = messages.slice(from).filter(({ role }) => role === 'tool').length;
    const isPlanning = messages[from]?.text.includes('This turn is for planning') ?? false;
    await before(isPlanning ? 'plans' : done === 0 ? 'works' : 'ends');
    return (isPlanning ? plans : works)[done] ?? { text: 'Done.' };
  });
  const harbour = await openHarbour(
    { 'oven.sh': 'echo 180\n', 'tickets/hotter-oven.md': hotterOven },
    { command: [process.execPath, groundwork] },
  );
  vi.stubEnv('XDG_STATE_HOME', join(harbour.home, 'state'));
  vi.stubEnv('XDG_CONFIG_HOME', join(harbour.home, 'config'));
  if (useIt) await useModel(`one@${model.url}/v1`, { env: process.env });
  const git = (...words: readonly string[]): string => execFileSync('git', ['-C', harbour.dir, ...words], { encoding: 'utf8' });
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@bakery.example');
  git('add', '.');
  git('commit', '--quiet', '--message', 'An oven');
  return {
    harbour,
    model,
    git,
    close: async () => {
      await harbour.close();
      await model.close();
      vi.unstubAllEnvs();
    },
  };
}

/** Everything a window is told of a ticket from now on. */
export async function follows(window: WindowConnection, id: string): Promise<readonly SessionEvent[]> {
  const events: SessionEvent[] = [];
  window.on('tickets/events', (told) => {
    if (told.id !== id) return;
    if (told.from === 0) events.length = 0;
    events.push(...told.events);
  });
  await window.call('tickets/follow', { id });
  return events;
}
