import { join } from 'node:path';
import { readSettings, withoutPassword, type Machine, type Settings } from './settings.ts';

/** `.npmrc` of the system and the person, and npm's variables: which registry, also of a scope. Tokens stay where they are. */
export function npmSettings({ env, home, etc }: Machine, port: number): Settings {
  const text = [join(etc, 'npmrc'), '/usr/etc/npmrc', '/usr/local/etc/npmrc', env['npm_config_userconfig'] ?? join(home, '.npmrc')].map(
    readSettings,
  );
  const lines = text.join('\n').split('\n');
  const scoped = new Map<string, string>();
  let registry = '';
  for (const line of lines) {
    const [, scope, address] = /^\s*(@[\w.-]+:)?registry\s*=\s*"?([^\s"]+)/.exec(line) ?? [];
    if (address === undefined || address.includes('${')) continue;
    if (scope === undefined) registry = withoutPassword(address);
    else scoped.set(scope, withoutPassword(address));
  }
  const named = env['npm_config_registry'] ?? env['NPM_CONFIG_REGISTRY'];
  if (named) registry = withoutPassword(named);
  const proxy = `http://127.0.0.1:${port}`;
  const rc = [...scoped].map(([scope, address]) => `${scope}registry=${address}\n`).join('');
  return {
    urls: [...scoped.values(), ...(registry === '' ? [] : [registry])],
    env: {
      npm_config_proxy: proxy,
      npm_config_https_proxy: proxy,
      npm_config_noproxy: 'localhost,127.0.0.1',
      npm_config_update_notifier: 'false',
      npm_config_fund: 'false',
      npm_config_audit: 'false',
      YARN_HTTP_PROXY: proxy,
      YARN_HTTPS_PROXY: proxy,
      ...(registry !== '' && { npm_config_registry: registry, YARN_NPM_REGISTRY_SERVER: registry }),
    },
    files: rc === '' ? {} : { '.npmrc': rc },
    readable: [],
  };
}
