import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Harbour, Look, size } from './terminals.fixture.ts';

const patient = { timeout: 20_000 };
let harbour: Harbour;
beforeEach(() => {
  harbour = new Harbour({ command: [process.execPath, '-e', 'console.log("gw", process.argv.slice(1).join("|"), process.cwd())', '--'] });
});
afterEach(async () => {
  await harbour.close();
});

describe('a terminal', () => {
  it("is the person's own shell, as a login shell, in the folder", async () => {
    const terminal = await harbour.open();
    expect(terminal).toMatchObject({ cwd: harbour.dir, exit: null });
    const look = await Look.at(harbour.terminals, terminal);
    await look.sees('harbour> ');
    look.type('echo "berth $BERTH in $PWD"\r');
    await look.sees(`berth 7 in ${harbour.dir}`);
  });

  it('gives its screen to a window that comes back', async () => {
    const terminal = await harbour.open();
    const before = await Look.at(harbour.terminals, terminal);
    await before.sees('harbour> ');
    before.type('printf "\\033[31mred flag\\033[0m ⚓ quay\\n"\r');
    await before.sees('red flag\u001b[0m ⚓ quay');
    harbour.terminals.leave('quay');
    const after = await Look.at(harbour.terminals, terminal);
    expect(after.seen).toContain('\u001b[31mred flag\u001b[0m ⚓ quay');
    expect(after.seen.match(/harbour> /g)).toHaveLength(2);
  });

  it('gives the screen a program has drawn over the other one, and the one below it', async () => {
    const terminal = await harbour.open(
      'sh',
      '-c',
      String.raw`printf 'below\n\033[?1049h\033[2J\033[5;10Hdrawn'; read wait; printf '\033[?1049l'; read wait`,
    );
    const first = await Look.at(harbour.terminals, terminal);
    await first.sees('drawn');
    const second = await Look.at(harbour.terminals, terminal, 'other');
    expect(second.seen).toMatch(/below.*\u001b\[\?1049h.*drawn/s);
    second.type('\r');
    await first.sees('\u001b[?1049l');
  });

  it('is looked at by several windows, which all see the same', async () => {
    const terminal = await harbour.open();
    const [one, two] = [await Look.at(harbour.terminals, terminal, 'one'), await Look.at(harbour.terminals, terminal, 'two')];
    one.type('echo from-$((40+2))\r');
    await one.sees('from-42');
    await two.sees('from-42');
    harbour.terminals.get(terminal.id).resize('one', { columns: 100, rows: 30 });
    expect([one.sizes, two.sizes]).toEqual([[], [{ columns: 100, rows: 30 }]]);
  });

  it('asks only one of its windows what a terminal answers by itself', async () => {
    const terminal = await harbour.open('sh', '-c', 'stty raw -echo; printf ready; dd bs=1 count=8 2>/dev/null | od -An -c; read wait');
    const [typing, other] = [await Look.at(harbour.terminals, terminal, 'one'), await Look.at(harbour.terminals, terminal, 'two')];
    await typing.sees('ready');
    typing.type('ab');
    other.type('\u001b[24;80R');
    typing.type('\u001b[1;1R');
    await expect.poll(() => typing.seen, patient).toMatch(/a\s+b\s+033\s+\[\s+1\s+;\s+1\s+R/);
  });

  it('answers what a program asks while no window looks', async () => {
    const terminal = await harbour.open('sh', '-c', String.raw`stty raw -echo; printf '\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -c`);
    await harbour.exit(terminal.id);
    const look = await Look.at(harbour.terminals, terminal);
    await expect.poll(() => look.seen, patient).toMatch(/033\s+\[\s+1\s+;\s+1\s+R/);
  });

  it('tells its size to its program', async () => {
    const terminal = await harbour.open();
    const look = await Look.at(harbour.terminals, terminal);
    harbour.terminals.get(terminal.id).resize('quay', { columns: 123, rows: 45 });
    look.type('stty size\r');
    await expect.poll(() => look.seen, patient).toContain('45 123');
  });

  it('says how its program ended, and shows its last words afterwards', async () => {
    const terminal = await harbour.open('sh', '-c', 'echo last words; exit 7');
    expect(await harbour.exit(terminal.id)).toBe(7);
    expect((await Look.at(harbour.terminals, terminal)).seen).toContain('last words');
    expect(await harbour.terminals.list()).toMatchObject([{ id: terminal.id, exit: 7 }]);
    harbour.terminals.close(terminal.id);
    expect(await harbour.terminals.list()).toEqual([]);
  });

  it('says what runs in it', async () => {
    const terminal = await harbour.open();
    const look = await Look.at(harbour.terminals, terminal);
    look.type('exec sleep 100\r');
    await look.sees('exec sleep');
    look.type(' ');
    await expect.poll(() => harbour.told).toContainEqual({ name: 'terminals/titled', message: { id: terminal.id, title: 'sleep' } });
  });

  it('forgets what was said when it is cleared, and has the name it is given', async () => {
    const terminal = await harbour.open();
    const look = await Look.at(harbour.terminals, terminal);
    await look.sees('harbour> ');
    look.type('echo old-$((1+1))\r');
    await look.sees('old-2');
    await look.sees(/old-2.*harbour> /s);
    harbour.terminals.get(terminal.id).clear();
    harbour.terminals.get(terminal.id).rename('Crane');
    expect((await Look.at(harbour.terminals, terminal, 'other')).seen).not.toContain('old-2');
    expect(await harbour.terminals.list()).toMatchObject([{ title: 'Crane' }]);
  });

  it('takes a large paste whole', async () => {
    const terminal = await harbour.open('sh', '-c', 'stty -echo; echo ready; head -n 20000 | cksum');
    const look = await Look.at(harbour.terminals, terminal);
    await look.sees('ready');
    look.type('a line of the harbour book, forty letters\n'.repeat(20_000));
    await expect.poll(() => look.seen, patient).toMatch(/\d+ 840000/);
  });

  it('refuses a folder and a program that are not there', async () => {
    await expect(harbour.open('no-such-crane')).rejects.toMatchObject({ code: 'terminals.no_program' });
    await expect(harbour.terminals.open({ cwd: 'dock', program: null, env: {}, title: null, ...size })).rejects.toMatchObject({
      code: 'terminals.no_folder',
    });
    await expect(harbour.terminals.open({ cwd: 'pier', program: null, env: {}, title: null, ...size })).resolves.toMatchObject({
      cwd: join(harbour.dir, 'pier'),
    });
  });

  it('does not open without end', async () => {
    await Promise.all(Array.from({ length: 64 }, () => harbour.open('cat', '-')));
    await expect(harbour.open('cat', '-')).rejects.toMatchObject({ code: 'terminals.too_many' });
  });
});

describe('a flood', () => {
  it('stays where it comes from while its window shows nothing, and goes on with it', async () => {
    const terminal = await harbour.open('yes', 'flood');
    const look = await Look.at(harbour.terminals, terminal);
    look.follows = false;
    await expect.poll(() => look.seen.length).toBeGreaterThan(200_000);
    // Ctrl-C is heard in the midst of it.
    look.type('\u0003');
    await expect(harbour.exit(terminal.id)).resolves.toBe(130);
    expect(look.seen.length).toBeLessThan(2_000_000);
  });

  it('is not held up by a window that does not follow, which gets the screen when it does', async () => {
    const terminal = await harbour.open(
      'sh',
      '-c',
      'i=0; while [ $i -lt 60000 ]; do echo "crate number $i"; i=$((i+1)); done; echo all unloaded; read wait',
    );
    const asleep = await Look.at(harbour.terminals, terminal, 'asleep');
    asleep.follows = false;
    const awake = await Look.at(harbour.terminals, terminal, 'awake');
    await awake.sees('all unloaded');
    expect(asleep.seen).not.toContain('all unloaded');
    harbour.terminals.get(terminal.id).shown('asleep', asleep.seen.length);
    await asleep.sees('all unloaded');
    expect(asleep.seen.slice(asleep.seen.indexOf('\u001bc'))).toContain('crate number 59999');
  });
});

describe('the environment', () => {
  it('is what the person had, without what is ours', async () => {
    await harbour.close();
    const bin = '/checkout/node_modules/.bin';
    const env = { GROUNDWORK_TOKEN: 'sesame', npm_lifecycle_event: 'start', npm_config_x: '1', PATH: `${bin}:/usr/bin:/bin`, CARGO: 'tea' };
    harbour = new Harbour({ env });
    const terminal = await harbour.open('env', '-u', 'NOTHING');
    await harbour.exit(terminal.id);
    const { seen } = await Look.at(harbour.terminals, terminal);
    expect(seen).toContain('CARGO=tea');
    expect(seen).toContain('TERM=xterm-256color');
    expect(seen).not.toMatch(/GROUNDWORK|sesame|npm_|node_modules/);
  });

  it('has `gw` on its path, on this folder, whatever the profile does to the path', async () => {
    const terminal = await harbour.open();
    const look = await Look.at(harbour.terminals, terminal);
    look.type('PATH=$PATH; gw status "two words"\r');
    await look.sees(`gw status|two words ${harbour.dir}`);
    look.type('echo "<$GROUNDWORK_COMMANDS>"\r');
    await expect.poll(() => look.seen, patient).toContain('<>');
  });

  it('runs our own command line in a terminal of its own', async () => {
    const terminal = await harbour.terminals.groundwork({ arguments: ['connect', 'db; id'], ...size });
    expect(terminal.title).toBe('gw connect db; id');
    expect(await harbour.exit(terminal.id)).toBe(0);
    expect((await Look.at(harbour.terminals, terminal)).seen).toContain(`gw connect|db; id ${harbour.dir}`);
  });
});

describe('the end', () => {
  it('ends every terminal, and what it started, with the server', async () => {
    const [plain, stubborn] = [await harbour.open(), await harbour.open('sh', '-c', "trap '' HUP; echo deaf; while :; do sleep 0.1; done")];
    const look = await Look.at(harbour.terminals, plain);
    await look.sees('harbour> ');
    look.type('sleep 1000 & echo started $!\r');
    await look.sees(/started \d+/);
    const child = Number(/started (\d+)/.exec(look.seen)?.[1]);
    await (await Look.at(harbour.terminals, stubborn)).sees('deaf');
    await harbour.terminals.closeAll();
    await expect.poll(() => [plain.pid, stubborn.pid, child].filter(isAlive)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('ends them as well where the server is killed', async () => {
    const server = spawn(process.execPath, ['--conditions=groundwork-source', join(import.meta.dirname, 'killed.fixture.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pids = await new Promise<number[]>((done) => server.stdout.once('data', (line) => done(JSON.parse(String(line)) as number[])));
    expect(pids.every(isAlive)).toBe(true);
    server.kill('SIGKILL');
    await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([]);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
