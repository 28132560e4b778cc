import { join } from 'node:path';
import { parse, stringify, type TomlTable } from 'smol-toml';
import { readSettings, withoutPassword, type Machine, type Settings } from './settings.ts';

/** Cargo's own settings: which registries there are, and which one stands in for another. https://doc.rust-lang.org/cargo/reference/config.html */
export function cargoSettings({ env, home }: Machine, port: number): Settings {
  const folder = env['CARGO_HOME'] || join(home, '.cargo');
  const text = readSettings(join(folder, 'config.toml')) || readSettings(join(folder, 'config'));
  const config = read(text);
  const kept: TomlTable = {};
  const urls: string[] = [];
  for (const section of ['source', 'registries'] as const) {
    for (const [name, entry] of Object.entries(tableOf(config[section]))) {
      const addresses = ['registry', 'index', 'replace-with'].flatMap((key) => {
        const value = tableOf(entry)[key];
        return typeof value === 'string' ? [[key, key === 'replace-with' ? value : sparse(value)] as const] : [];
      });
      if (addresses.length === 0) continue;
      kept[section] = { ...tableOf(kept[section]), [name]: Object.fromEntries(addresses) };
      urls.push(...addresses.map(([, address]) => address.replace(/^sparse\+/, '')));
    }
  }
  return {
    urls,
    env: { CARGO_HTTP_PROXY: `http://127.0.0.1:${port}`, CARGO_REGISTRIES_CRATES_IO_PROTOCOL: 'sparse' },
    files: Object.keys(kept).length === 0 ? {} : { '.cargo/config.toml': stringify(kept) },
    readable: [],
  };
}

const sparse = (address: string): string =>
  address.startsWith('sparse+') ? `sparse+${withoutPassword(address.slice('sparse+'.length))}` : withoutPassword(address);

function read(text: string): TomlTable {
  try {
    return parse(text);
  } catch {
    return {};
  }
}

/** A table, or nothing where it is something else. */
function tableOf(value: unknown): TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date) ? { ...value } : {};
}
