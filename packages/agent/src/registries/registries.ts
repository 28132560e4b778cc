import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { cargoSettings } from './cargo.ts';
import { certificateSettings } from './certificates.ts';
import { goSettings } from './go.ts';
import { mavenSettings } from './maven.ts';
import { npmSettings } from './npm.ts';
import { publicRegistries } from './public.ts';
import { pythonSettings } from './python.ts';
import { parseUrl, type Machine, type Settings } from './settings.ts';

/** Where packages may be fetched from. */
export interface Registry {
  readonly host: string;
  readonly port: number;
  /** The machine's own settings name it, so that it may lie in a private network. */
  readonly own: boolean;
}

export interface Registries extends Omit<Settings, 'urls'> {
  readonly allowed: readonly Registry[];
}

/**
 * The public registries, and those the machine's own settings name. `port` is where the proxy is reached in the jail. A name and
 * password in an address are left out: nothing of the person's is in a jail, and a registry that asks for them refuses.
 */
export function readRegistries(machine: Machine, port: number): Registries {
  const proxy = `http://127.0.0.1:${port}`;
  const all = [npmSettings, pythonSettings, goSettings, cargoSettings, mavenSettings, certificateSettings].map((read) =>
    read(machine, port),
  );
  const own = all.flatMap(({ urls }) => urls).flatMap(registryOf);
  return {
    allowed: [...own, ...publicRegistries.flatMap((host) => [443, 80].map((each) => ({ host, port: each, own: false })))],
    env: {
      ...Object.fromEntries(['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].map((name) => [name, proxy])),
      NO_PROXY: local,
      no_proxy: local,
      NODE_USE_ENV_PROXY: '1',
      ...Object.assign({}, ...all.map(({ env }) => env)),
    },
    files: Object.assign({}, ...all.map(({ files }) => files)),
    readable: [...new Set(all.flatMap(({ readable }) => readable))].filter((path) => isAbsolute(path) && existsSync(path)),
  };
}

const local = 'localhost,127.0.0.1,::1';

function registryOf(address: string): Registry[] {
  const url = parseUrl(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return [];
  return [{ host: url.hostname.toLowerCase(), port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)), own: true }];
}
