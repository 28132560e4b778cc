import { join } from 'node:path';
import { readSettings, withoutPassword, type Machine, type Settings } from './settings.ts';

/** `go env -w` writes to a file; variables win over it. Fetching from where a module is developed is no registry, and left out. */
export function goSettings({ env, home }: Machine): Settings {
  const file = env['GOENV'] ?? join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'go', 'env');
  const written = new Map(
    readSettings(file)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const value = (name: string): string | undefined => env[name] || written.get(name);
  const proxies = (value('GOPROXY') ?? 'https://proxy.golang.org').split(/[,|]/).filter((each) => !['direct', 'off', ''].includes(each));
  const sums = value('GOSUMDB');
  const kept = Object.fromEntries(
    ['GONOSUMDB', 'GOFLAGS', 'GOTOOLCHAIN'].flatMap((name) => (value(name) ? [[name, value(name) ?? '']] : [])),
  );
  return {
    urls: [...proxies, ...(sums?.split(/\s+/).filter((word) => word.startsWith('https://')) ?? [])].map(withoutPassword),
    env: { ...kept, GOPROXY: proxies.map(withoutPassword).join(',') || 'off', ...(sums && { GOSUMDB: sums }) },
    files: {},
    readable: [],
  };
}
