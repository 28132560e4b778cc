import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { folderOfTask, inTurns } from './turns.ts';

/** Runs one node for each folder and tells which ran at the same time. */
async function together(folders: readonly string[], atOnce: number): Promise<{ most: number; meetings: string[] }> {
  const running = new Set<string>();
  const meetings = new Set<string>();
  let most = 0;
  const nodes = folders.map((folder, index) => ({
    folder,
    node: {
      id: `${index}`,
      needs: [],
      skip: () => {},
      run: async () => {
        for (const other of running) meetings.add([other, folder].sort().join('+'));
        running.add(folder);
        most = Math.max(most, running.size);
        await sleep(20);
        running.delete(folder);
        return true;
      },
    },
  }));
  await Promise.all(inTurns(nodes, atOnce).map((node) => node.run()));
  return { most, meetings: [...meetings] };
}

describe('installs and builds', () => {
  it('run at the same time in different folders, in turns in one', async () => {
    expect(await together(['crane', 'crane', 'pier'], 4)).toEqual({ most: 2, meetings: ['crane+pier'] });
  });

  it('are no more at the same time than there are cores', async () => {
    expect((await together(['crane', 'pier', 'quay', 'dock'], 2)).most).toBe(2);
  });

  it('belong to the folder their command goes to', () => {
    expect(folderOfTask({ cwd: '/harbour/pier', commands: [{ argv: ['python3'] }, { shell: 'cd .. && pip install -r list.txt' }] })).toBe(
      '/harbour',
    );
  });
});
