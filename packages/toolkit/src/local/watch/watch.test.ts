import { silentHost } from '@groundwork/host';
import type { EnvironmentState } from '@groundwork/provision';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPier, type Pier } from '../pier.fixture.ts';
import { setSecret } from '../secrets.ts';
import { isWatched, watchFolder, type Reaction, type WatchOptions } from './watch.ts';

let pier: Pier;

beforeEach(() => {
  pier = createPier();
});

afterEach(() => pier.remove(), 60_000);

describe('a folder that is watched', () => {
  it('runs what its files say, through mistakes', async () => {
    pier.write('pier.js', "const app = require('express')();\napp.listen(process.env.PORT);\n");
    const session = await pier.up({ watched: true });
    const url = (await session.settled).services[0]?.url ?? '';
    const stop = new AbortController();
    const reactions: Reaction[] = [];
    const states: EnvironmentState['phase'][] = [];
    const watching = watchFolder({
      dir: pier.dir,
      blueprint: session.blueprint,
      host: { ...silentHost, signal: stop.signal },
      reacts: (reaction) => reactions.push(reaction),
      settled: ({ phase }) => states.push(phase),
      failed: (error) => expect.unreachable(error.message),
    });
    const answer = () =>
      fetch(url).then(
        (response) => response.text(),
        () => 'nothing',
      );
    const patient = { timeout: 15_000 };

    pier.write('says.js', "module.exports = 'at sea';\n");
    await expect.poll(answer, patient).toBe('at sea');
    pier.write('notes/log.txt', 'nothing of this is run');
    pier.write('says.js', 'module.exports = (\n');
    // It is read when somebody asks: the service comes up, and then dies of it.
    pier.write('pier.js', "require('./says.js');\nconst app = require('express')();\napp.listen(process.env.PORT);\n");
    await expect.poll(() => states, patient).toEqual(['up', 'failed']);
    pier.write('says.js', "module.exports = 'back';\n");
    await expect.poll(answer, patient).toBe('back');
    expect(reactions.map(({ restart }) => restart)).toEqual([['pier'], ['pier'], ['pier']]);
    expect(reactions[0]?.files).toEqual(['says.js']);
    stop.abort();
    await watching;
  }, 60_000);

  it('is taken over from who was killed, with what changed meanwhile, and takes a value that is given', async () => {
    pier.write('pier.js', "const app = require('express')();\napp.listen(process.env.PORT);\n");
    const { settled } = await pier.up({ watched: true });
    const url = (await settled).services[0]?.url ?? '';
    pier.write('says.js', "module.exports = 'at sea';\n");
    const stop = new AbortController();
    const reactions: Reaction[] = [];
    const options: WatchOptions = {
      dir: pier.dir,
      blueprint: null,
      host: { ...silentHost, signal: stop.signal },
      reacts: (reaction) => reactions.push(reaction),
      settled: () => {},
      failed: (error) => expect.unreachable(error.message),
    };
    const watching = watchFolder(options);
    const answer = () =>
      fetch(url).then(
        (response) => response.text(),
        () => 'nothing',
      );
    await expect.poll(answer, { timeout: 15_000 }).toBe('at sea');
    await expect(watchFolder(options)).rejects.toMatchObject({ code: 'watch.elsewhere' });
    expect(isWatched(pier.dir)).toBe(true);
    await setSecret(pier.dir, 'SAYS', { host: silentHost, read: async () => 'a secret' });
    await expect.poll(answer, { timeout: 15_000 }).toBe('a secret');
    expect(reactions.map(({ files }) => files)).toEqual([['says.js'], []]);
    stop.abort();
    await watching;
    expect(isWatched(pier.dir)).toBe(false);
  }, 60_000);
});
