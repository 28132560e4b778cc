import { existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export const inside = { folder: '/workspace', home: '/home/groundwork', ours: '/run/groundwork' } as const;

/** Of `/etc` what programs need to start and to know certificates by; no keys, no passwords, no settings of package managers. */
const ofEtc = [
  'alternatives',
  'ca-certificates',
  'crypto-policies',
  'debian_version',
  'fonts',
  'java',
  ...namesOf('/etc', /^java-\d+-openjdk$/),
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'localtime',
  'lsb-release',
  'maven/logging',
  'maven/m2.conf',
  'mime.types',
  'os-release',
  'php',
  'pki/ca-trust',
  'pki/java',
  'pki/tls/certs',
  'pki/tls/cert.pem',
  'pki/tls/openssl.cnf',
  'protocols',
  'services',
  'ssl/certs',
  'ssl/cert.pem',
  'ssl/openssl.cnf',
  'timezone',
];

/** Folders of the system: programs and their libraries. */
const ofSystem = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store', '/gnu/store', '/sys/devices/system/cpu'];

/** In these people keep settings with passwords. */
const hidden = ['/usr/local/etc', '/usr/etc'];

/** The system, readable; written as options of bubblewrap. */
export function systemMounts(): string[] {
  const words: string[] = [];
  for (const folder of ofSystem) {
    const stat = lstatSync(folder, { throwIfNoEntry: false });
    if (!stat) continue;
    if (stat.isSymbolicLink()) words.push('--symlink', readlinkSync(folder), folder);
    else words.push('--ro-bind', folder, folder);
  }
  for (const folder of hidden) if (existsSync(folder)) words.push('--tmpfs', folder);
  for (const name of ofEtc) {
    const path = join('/etc', name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (!stat) continue;
    if (stat.isSymbolicLink()) words.push('--symlink', readlinkSync(path), path);
    else words.push('--ro-bind', path, path);
  }
  return words;
}

/**
 * `/proc` of the jail's own processes. What is not about processes is made unwritable: the kernel lets the owner of
 * `/proc/sys` write there by its number alone, which the jail of root has in common with root.
 */
export function procMounts(): string[] {
  const words = ['--proc', '/proc'];
  for (const name of readdirSync('/proc')) {
    const path = join('/proc', name);
    if (/^\d+$/.test(name) || name === 'kcore') continue;
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (!stat || stat.isSymbolicLink()) continue;
    if (stat.isDirectory() || (stat.mode & 0o222) !== 0) words.push('--ro-bind', path, path);
  }
  for (const path of ['/proc/kcore', '/proc/keys', '/proc/key-users']) if (existsSync(path)) words.push('--ro-bind', '/dev/null', path);
  return words;
}

function namesOf(folder: string, pattern: RegExp): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => pattern.test(name)) : [];
}
