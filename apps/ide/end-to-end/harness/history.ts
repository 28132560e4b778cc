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
    changed.push(write(calm, [...left(files.get(calm), commit, 8), ...routine(`order_${commit}`, 6)]));
    const restless = `window/shelf_${commit % 2}.py`;
    changed.push(write(restless, [...left(files.get(restless), commit, 20), ...routine(`shelf_${commit}`, 9)]));
    if (commit === commits - 3)
      changed.push(
        write(
          'orders/today.py',
          (files.get('orders/day_0.py') ?? []).map((line) => `  ${line}`),
        ),
        write('orders/day_0.py', ['# see today.py']),
      );
    const assisted = commit % 5 === 0 || commit % 12 === 0 ? '\n\nCo-authored-by: Claude <noreply@anthropic.com>' : '';
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

/** What is left of a file after a commit that takes so many of a hundred lines out of it, the same ones each time. */
function left(lines: readonly string[] = [], commit: number, percent: number): string[] {
  const number = (line: string): number =>
    [...`${line} ${commit}`].reduce((hash, sign) => (hash * 31 + (sign.codePointAt(0) ?? 0)) % 65_521, 7);
  return lines.filter((line) => number(line) % 100 >= percent);
}
