import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bashStart } from './integration/bash.ts';
import { fishStart } from './integration/fish.ts';
import { shStart } from './integration/sh.ts';
import { zshStart } from './integration/zsh.ts';

/** Files that shells in our terminals need: `gw` on the path, and what makes each shell read more than its own. */
export interface Support {
  readonly commands: string;
  readonly bash: string;
  readonly zsh: string;
  readonly fish: string;
  readonly sh: string;
  remove(): void;
}

/** Written to a folder that only this person reads. `command` starts our own command line. */
export function writeSupport(command: readonly string[]): Support {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-terminals-'));
  const commands = join(folder, 'bin');
  const zsh = join(folder, 'zsh');
  mkdirSync(commands);
  mkdirSync(zsh);
  const script = `#!/bin/sh\nexec ${command.map(quoted).join(' ')} "$@"\n`;
  if (command.length > 0) for (const name of ['gw', 'groundwork']) writeFileSync(join(commands, name), script, { mode: 0o755 });
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  write('zsh/.zshenv', zshStart);
  return {
    commands,
    zsh,
    bash: write('start.bash', bashStart),
    fish: write('start.fish', fishStart),
    sh: write('start.sh', shStart),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** One word of a shell. */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
