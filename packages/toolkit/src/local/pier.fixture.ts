import { silentHost, type Host } from '@groundwork/host';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { reset } from './down.ts';
import { up, type UpSession } from './up.ts';

/** A repository with one service, `pier.js`, brought up and down; everything is gone after `remove`. */
export interface Pier {
  readonly dir: string;
  /** Warnings so far. */
  readonly said: string[];
  write(file: string, text: string): void;
  up(options?: { readonly watched?: boolean }): Promise<UpSession>;
  remove(): Promise<void>;
}

export function createPier(): Pier {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'groundwork-pier-')));
  const dir = join(home, 'harbour');
  const said: string[] = [];
  const before = process.env['XDG_STATE_HOME'];
  process.env['XDG_STATE_HOME'] = join(home, 'state');
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  };
  write(
    'package.json',
    '{ "name": "pier", "scripts": { "start": "node pier.js" }, "dependencies": { "express": "5.0.0", "ioredis": "5.0.0" } }',
  );
  // Nothing is fetched: what the service requires of them lies here.
  write('groundwork.yaml', 'services:\n  pier:\n    install: []\n');
  write(
    'node_modules/express/index.js',
    "module.exports = () => ({ listen: (port) => require('node:http').createServer((q, r) => r.end(process.env.SAYS ?? require('../../says.js'))).listen(port) });",
  );
  write('node_modules/ioredis/index.js', 'module.exports = class {};');
  write('says.js', "module.exports = 'moored';\n");
  const host: Host = {
    ...silentHost,
    notify: (event) => void (event.type === 'note' && event.level === 'warning' && said.push(event.message)),
  };
  return {
    dir,
    said,
    write,
    up: ({ watched = false } = {}) => up(dir, { host, yes: true, attached: false, watched, env: {}, ask: async () => true }),
    remove: async () => {
      await reset(dir, async () => true);
      rmSync(home, { recursive: true, force: true });
      if (before === undefined) delete process.env['XDG_STATE_HOME'];
      else process.env['XDG_STATE_HOME'] = before;
    },
  };
}
