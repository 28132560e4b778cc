import { programOnPath, requireProgram } from '@groundwork/testing';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Harbour, Look } from '../terminals.fixture.ts';

const patient = { timeout: 20_000 };
const command = [process.execPath, '-e', 'console.log("gw", process.argv.slice(1).join("|"))', '--'];
let harbour: Harbour | null = null;
afterEach(async () => await harbour?.close());

/** Opens the person's shell, which is this one, with what they have written in their own files. */
async function open(shell: string, files: Readonly<Record<string, string>>): Promise<Look> {
  harbour = new Harbour({ command, env: { SHELL: programOnPath(shell) ?? undefined, PATH: process.env['PATH'] } });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(harbour.home, name)), { recursive: true });
    writeFileSync(join(harbour.home, name), text);
  }
  return await Look.at(harbour.terminals, await harbour.open());
}

describe('shells', () => {
  it.runIf(requireProgram('bash', 'apt-get install bash'))('bash marks its commands, and how they went', async () => {
    const look = await open('bash', { '.bash_profile': `PS1='quay> '\nPROMPT_COMMAND='moored=yes;'\nPATH=/usr/bin:/bin\n` });
    // What was said before the window looked comes as a screen, without marks.
    await look.sees('quay> ');
    look.type('\r');
    await expect.poll(() => look.seen, patient).toContain('\u001b]633;A\u0007quay> \u001b]633;B\u0007');
    look.type('gw "$moored"; (exit 3)\r');
    await expect.poll(() => look.seen, patient).toMatch(/\u001b\]633;C\u0007gw yes[^]*\u001b\]633;D;3\u0007/);
    look.type('\r');
    await expect.poll(() => look.seen, patient).toMatch(/D;3\u0007[^]*\u001b\]633;D\u0007/);
    look.type(String.raw`mkdir 'a;b\c' && cd 'a;b\c'` + '\r');
    await expect.poll(() => look.seen, patient).toContain(String.raw`/a\x3bb\\c` + '\u0007');
  });

  it.runIf(requireProgram('zsh', 'apt-get install zsh'))('zsh reads all of its own files, from where they are', async () => {
    const look = await open('zsh', {
      '.zshenv': 'export BERTH=7\n',
      '.zprofile': 'export PIER=north\nPATH=/usr/bin:/bin\n',
      '.zshrc': `PS1='quay> '\n`,
    });
    // What was said before the window looked comes as a screen, without marks.
    await look.sees('quay> ');
    look.type('\r');
    await expect.poll(() => look.seen, patient).toContain('\u001b]633;A\u0007quay> \u001b]633;B\u0007');
    look.type('gw "$BERTH-$PIER-${ZDOTDIR-none}"; (exit 3)\r');
    await expect.poll(() => look.seen, patient).toMatch(/\u001b\]633;C\u0007gw 7-north-none[^]*\u001b\]633;D;3\u0007/);
  });

  it.runIf(requireProgram('fish', 'apt-get install fish'))('fish has `gw` on its path, and says where it is', async () => {
    const look = await open('fish', { '.config/fish/config.fish': 'set -gx PATH /usr/bin /bin\n' });
    await look.sees(/[>#] ?/);
    look.type('gw moored\r');
    await expect.poll(() => look.seen, patient).toMatch(/\u001b\]633;P;Cwd=[^\u0007]*harbour/);
    await expect.poll(() => look.seen, patient).toMatch(/gw moored\r?\n/);
  });

  it.runIf(requireProgram('dash', 'apt-get install dash'))(
    'a plain shell has `gw` on its path, whatever the profile makes of it',
    async () => {
      const look = await open('dash', { '.profile': 'PATH=/usr/bin:/bin\n' });
      await expect.poll(() => look.seen, patient).toMatch(/[$#] /);
      look.type('gw moored\r');
      await expect.poll(() => look.seen, patient).toMatch(/gw moored\r?\n/);
    },
  );
});
