import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Folder } from './folder.ts';

const people = ['Ada Quay <ada@bakery.test>', 'Ben Oven <ben@bakery.test>', 'Mira Rye <mira@bakery.test>'];
const day = 86_400;

/** A bakery's repository of two years: some folders are restless, others calm, and some of it was written with an assistant. */
export function bakeryOfTwoYears(commits = 160): Folder {
  const top = mkdtempSync(join(tmpdir(), 'groundwork-ide-'));
  const dir = join(top, 'bakery');
  const first = Math.floor(Date.now() / 1000) - 730 * day;
  const files = new Map<string, string[]>();
  const stream: string[] = [];
  const write = (path: string, lines: string[]): string => {
    files.set(path, lines);
    const text = `${lines.join('\n')}\n`;
    return `M 644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  };
  for (let commit = 0; commit < commits; commit++) {
    const changed: string[] = [];
    const calm = `orders/day_${commit % 12}.py`;
    changed.push(write(calm, [...(files.get(calm) ?? []), ...routine(`order_${commit}`, 6)]));
    const restless = `window/shelf_${commit % 2}.js`;
    changed.push(
      write(restless, [
        ...(files.get(restless) ?? [])
          .slice(commit % 3 === 0 ? 8 : 2)
          .map((line, at) => (at > 3 && at % 3 === 0 ? `${line} // ${commit}` : line)),
        ...routine(`shelf_${commit}`, 7),
      ]),
    );
    if (commit === commits - 3)
      changed.push(
        write(
          'orders/today.py',
          (files.get('orders/day_0.py') ?? []).map((line) => `  ${line}`),
        ),
        write('orders/day_0.py', ['# see today.py']),
      );
    const assisted = commit % 5 === 0 ? '\n\nCo-authored-by: Claude <noreply@anthropic.com>' : '';
    const message = `${commit % 7 === 0 ? 'Tidy' : 'Bake'} ${calm.slice(7, -3)}${assisted}\n`;
    const who = `${people[commit % 3] ?? ''} ${first + Math.floor((commit * 728 * day) / commits)} +0000`;
    stream.push(
      `commit refs/heads/main\nauthor ${who}\ncommitter ${who}\ndata ${Buffer.byteLength(message)}\n${message}\n${changed.join('')}`,
    );
  }
  const git = (words: readonly string[], input = ''): void => {
    const ran = spawnSync('git', words, { input, encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`git ${words.join(' ')}: ${ran.stderr}`);
  };
  git(['init', '--quiet', '--initial-branch=main', dir]);
  git(['-C', dir, 'fast-import', '--quiet'], stream.join(''));
  git(['-C', dir, 'reset', '--quiet', '--hard']);
  git(['-C', dir, 'config', 'user.name', 'Ada Quay']);
  git(['-C', dir, 'config', 'user.email', 'ada@bakery.test']);
  return { dir, remove: () => rmSync(top, { recursive: true, force: true, maxRetries: 5 }) };
}

function routine(name: string, lines: number): string[] {
  return [`def ${name}(oven):`, ...Array.from({ length: lines - 1 }, (_, line) => `    oven.heat(${line * 20}, "${name} ${line}")`)];
}
