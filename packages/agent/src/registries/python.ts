import { delimiter, join } from 'node:path';
import { readSettings, withoutPassword, type Machine, type Settings } from './settings.ts';

const asked = ['index-url', 'extra-index-url', 'find-links'] as const;

/** pip.conf of the system and the person, pip's and uv's variables. https://pip.pypa.io/en/stable/topics/configuration/ */
export function pythonSettings({ env, home, etc }: Machine): Settings {
  const config = env['XDG_CONFIG_HOME'] || join(home, '.config');
  const system = (env['XDG_CONFIG_DIRS'] ?? '/etc/xdg').split(delimiter).map((folder) => join(folder, 'pip', 'pip.conf'));
  const files = [
    ...system,
    join(etc, 'pip.conf'),
    join(home, '.pip', 'pip.conf'),
    join(config, 'pip', 'pip.conf'),
    env['PIP_CONFIG_FILE'] ?? '',
  ];
  const text = files.map(readSettings).join('\n');
  const found = Object.fromEntries(
    asked.map((name) => [name, env[`PIP_${name.toUpperCase().replaceAll('-', '_')}`]?.split(/\s+/) ?? valuesOf(text, name)]),
  );
  const [index] = found['index-url'] ?? [];
  const main = env['UV_DEFAULT_INDEX'] ?? env['UV_INDEX_URL'] ?? index;
  const extra = found['extra-index-url'] ?? [];
  const links = found['find-links'] ?? [];
  const joined = (addresses: readonly string[]): string => addresses.map(withoutPassword).join(' ');
  return {
    urls: [...(main === undefined ? [] : [main]), ...extra, ...links].map(withoutPassword),
    env: {
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      PIP_NO_INPUT: '1',
      ...(main !== undefined && { PIP_INDEX_URL: withoutPassword(main), UV_DEFAULT_INDEX: withoutPassword(main) }),
      ...(extra.length > 0 && { PIP_EXTRA_INDEX_URL: joined(extra), UV_INDEX: joined(extra) }),
      ...(links.length > 0 && { PIP_FIND_LINKS: joined(links), UV_FIND_LINKS: links.map(withoutPassword).join(',') }),
      ...(env['PIP_DEFAULT_TIMEOUT'] && { PIP_DEFAULT_TIMEOUT: env['PIP_DEFAULT_TIMEOUT'] }),
    },
    files: {},
    readable: links.map((link) => link.replace(/^file:\/\//, '')).filter((link) => link.startsWith('/')),
  };
}

/** `name = value`, and what follows on lines that begin with a blank. The last one counts. */
function valuesOf(text: string, name: string): string[] {
  const pattern = new RegExp(`^${name}[ \\t]*[=:][ \\t]*(.*(?:\\n[ \\t]+.*)*)`, 'gm');
  const values = [...text.matchAll(pattern)].at(-1)?.[1];
  return values?.split(/\s+/).filter(Boolean) ?? [];
}
