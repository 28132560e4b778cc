import { afterEach, expect, it } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';

const size = { columns: 80, rows: 24 };
const patient = { timeout: 20_000 };
let harbour: Harbour;
afterEach(() => harbour.close());

it('a terminal outlives its window, and the next one sees what it did meanwhile', async () => {
  harbour = await openHarbour();
  const first = harbour.window('pier');
  const program = { file: 'sh', arguments: ['-c', 'echo moored; read line; echo "cast off: $line"; sleep 1000'] };
  const { id } = await first.call('terminals/open', { program, ...size });
  await first.call('terminals/attach', { id });
  await first.call('terminals/write', { id, data: 'tea\r' });
  first.close();

  const second = harbour.window('pier');
  expect(await second.call('terminals/list', {})).toMatchObject([{ id, cwd: harbour.dir, exit: null }]);
  let seen = '';
  second.on('terminals/data', ({ data }) => {
    seen += data;
  });
  const { screen } = await second.call('terminals/attach', { id });
  seen = screen + seen;
  await expect.poll(() => seen, patient).toContain('cast off: tea');
  expect(seen.match(/moored/g)).toHaveLength(1);
});

it('nothing of what is said while a window attaches is lost, said twice or out of order', async () => {
  harbour = await openHarbour();
  const window = harbour.window();
  const program = { file: 'sh', arguments: ['-c', 'i=0; while [ $i -lt 20000 ]; do echo "<$i>"; i=$((i+1)); done; sleep 1000'] };
  const { id } = await window.call('terminals/open', { program, ...size });
  let seen = '';
  window.on('terminals/data', ({ data }) => {
    seen += data;
    // A window that goes does not wait for the answer.
    window.call('terminals/shown', { id, characters: data.length }).catch(() => {});
  });
  const { screen } = await window.call('terminals/attach', { id });
  expect(seen).toBe('');
  seen = screen;
  await expect.poll(() => seen, patient).toContain('<19999>');
  const numbers = [...seen.matchAll(/<(\d+)>/g)].map((match) => Number(match[1]));
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
});

it('what is not there is said to whom asks', async () => {
  harbour = await openHarbour();
  const window = harbour.window();
  await expect(window.call('terminals/attach', { id: 'no-such' })).rejects.toMatchObject({ code: 'terminals.gone' });
  await expect(window.call('terminals/shown', { id: 'no-such', characters: 1 })).resolves.toBeNull();
  await expect(window.call('terminals/groundwork', { arguments: ['status'], ...size })).rejects.toMatchObject({
    code: 'terminals.no_command',
  });
});
