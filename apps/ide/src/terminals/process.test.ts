import { GroundworkError } from '@groundwork/host';
import type { WindowConnection } from '@groundwork/protocol';
import { ProcessPropertyType } from '@codingame/monaco-vscode-api/vscode/vs/platform/terminal/common/terminal';
import { expect, it } from 'vitest';
import { ServerProcess, type ProcessOptions } from './process.ts';

const size = { columns: 80, rows: 24 };
const opened = { id: 'quay', pid: 7, cwd: '/harbour', title: 'bash', exit: null };

/** A server that keeps what it is asked, and a window's terminal that keeps what it is told. */
function harbour(screen = '', options: Partial<ProcessOptions> = {}, refuses?: GroundworkError) {
  const asked: [string, unknown][] = [];
  const answers: Readonly<Record<string, unknown>> = { 'terminals/open': opened, 'terminals/attach': { screen, ...size, exit: null } };
  const call = async (name: string, params: unknown): Promise<unknown> => {
    asked.push([name, params]);
    if (refuses) throw refuses;
    return answers[name] ?? null;
  };
  const connection = { call } as unknown as WindowConnection;
  const process = new ServerProcess({
    id: 1,
    connection,
    source: { opening: { cwd: '' } },
    size,
    marked: true,
    opened: () => {},
    isLeaving: () => false,
    ...options,
  });
  const shown: string[] = [];
  process.onProcessData((data) => shown.push(typeof data === 'string' ? data : data.data));
  const names = (): string[] => asked.map(([name]) => name);
  return { process, asked, names, shown };
}

it('opens, shows, types, and says what it has shown', async () => {
  const { process, asked, names, shown } = harbour();
  await process.start();
  process.said('moored');
  process.input('ls\r');
  process.acknowledgeDataEvent(6);
  process.resize(100, 30);
  expect(shown).toEqual(['moored']);
  expect(names()).toEqual(['terminals/open', 'terminals/attach', 'terminals/write', 'terminals/shown', 'terminals/resize']);
  expect(asked.at(-1)).toEqual(['terminals/resize', { id: 'quay', columns: 100, rows: 30 }]);
});

it('shows the screen of one that was there, from a clean one, and answers nothing to it', async () => {
  const source = { terminal: 'quay', pid: 7, cwd: '/harbour', title: 'bash' };
  const { process, names, shown } = harbour('moored$ ', { source });
  process.onProcessData(() => process.input('\u001b[1;1R'));
  await process.start();
  expect(shown).toEqual(['\u001bcmoored$ ']);
  expect(names()).toEqual(['terminals/attach']);
});

it('has the size of whoever types', async () => {
  const { process, asked } = harbour();
  const overrides: unknown[] = [];
  process.onDidChangeProperty(({ type, value }) => void (type === ProcessPropertyType.OverrideDimensions && overrides.push(value)));
  await process.start();
  process.resized({ columns: 40, rows: 10 });
  process.resize(120, 30);
  expect(asked.some(([name]) => name === 'terminals/resize')).toBe(false);
  process.input('x');
  expect(asked.slice(-2)).toEqual([
    ['terminals/resize', { id: 'quay', columns: 120, rows: 30 }],
    ['terminals/write', { id: 'quay', data: 'x' }],
  ]);
  expect(overrides.at(-1)).toBeUndefined();
});

it('is closed by a person, and goes on when the page goes away', async () => {
  const closed = harbour();
  await closed.process.start();
  closed.process.shutdown();
  const left = harbour('', { isLeaving: () => true });
  await left.process.start();
  left.process.shutdown();
  await expect.poll(() => closed.names()).toContain('terminals/close');
  expect(left.names()).not.toContain('terminals/close');
});

it('says why it could not be opened', async () => {
  const refused = new GroundworkError({ code: 'terminals.no_program', message: 'There is no program `crane`', fix: 'Install it' });
  const { process } = harbour('', {}, refused);
  expect(await process.start()).toEqual({ message: 'There is no program `crane`. Install it' });
});
