import { join } from 'node:path';
import { readSettings, withoutPassword, type Machine, type Settings } from './settings.ts';

/** Mirrors of the person's `settings.xml`; Maven takes a proxy from such a file alone, so one is written anyway. https://maven.apache.org/settings.html */
export function mavenSettings({ home }: Machine, port: number): Settings {
  const text = readSettings(join(home, '.m2', 'settings.xml')).replace(/<!--[\s\S]*?-->/g, '');
  const mirrors = [...text.matchAll(/<mirror>([\s\S]*?)<\/mirror>/g)].flatMap(([, inner = '']) => {
    const url = valueOf(inner, 'url');
    return url === null
      ? []
      : [{ id: valueOf(inner, 'id') ?? 'mirror', of: valueOf(inner, 'mirrorOf') ?? 'central', url: withoutPassword(url) }];
  });
  const repositories = [...text.matchAll(/<(?:plugin)?[rR]epository>([\s\S]*?)<\/(?:plugin)?[rR]epository>/g)].flatMap(
    ([, inner = '']) => valueOf(inner, 'url') ?? [],
  );
  const written = mirrors.map(
    ({ id, of, url }) => `<mirror><id>${escape(id)}</id><mirrorOf>${escape(of)}</mirrorOf><url>${escape(url)}</url></mirror>`,
  );
  const proxy = (protocol: string): string =>
    `<proxy><id>${protocol}</id><active>true</active><protocol>${protocol}</protocol><host>127.0.0.1</host><port>${port}</port><nonProxyHosts>localhost|127.*</nonProxyHosts></proxy>`;
  const java = ['http', 'https'].flatMap((each) => [`-D${each}.proxyHost=127.0.0.1`, `-D${each}.proxyPort=${port}`]).join(' ');
  return {
    urls: [...mirrors.map(({ url }) => url), ...repositories.map(withoutPassword)],
    env: { GRADLE_OPTS: java, SBT_OPTS: java },
    files: {
      '.m2/settings.xml': `<settings><proxies>${proxy('http')}${proxy('https')}</proxies><mirrors>${written.join('')}</mirrors></settings>\n`,
    },
    readable: [],
  };
}

function valueOf(xml: string, name: string): string | null {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.trim();
  return found === undefined || found === '' || found.includes('${') ? null : found.replaceAll('&amp;', '&');
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
