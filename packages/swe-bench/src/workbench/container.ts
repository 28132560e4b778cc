import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { inside } from './places.ts';
import { runProgram, type Ran } from './process.ts';

export interface ContainerOptions {
  readonly workspace: string;
  readonly home: string;
  /** At the same path. */
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const system = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** Besides what programs need to start: names of hosts and certificates, for package managers. */
const settings = [
  'alternatives',
  'ca-certificates',
  'ca-certificates.conf',
  'fonts',
  'group',
  'hosts',
  'java-11-openjdk',
  'java-17-openjdk',
  'java-21-openjdk',
  'java-25-openjdk',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'localtime',
  'maven',
  'mime.types',
  'nsswitch.conf',
  'passwd',
  'pip.conf',
  'protocols',
  'resolv.conf',
  'services',
  'ssl',
  'timezone',
  'chromium',
  'chromium.d',
  'ant',
];

/** How this machine reaches registries: certificates of its own, and a proxy. */
const passedOn = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'PIP_CERT',
  'CARGO_HTTP_CAINFO',
  'GIT_SSL_CAINFO',
  ...['http_proxy', 'https_proxy', 'no_proxy'].flatMap((name) => [name, name.toUpperCase()]),
];

/**
 * Runs a shell script that installs and builds an instance: with the network, without anything of the person's. What an
 * instance's tests and an agent run in is the jail of a ticket, which has none.
 */
export function runInstalling(script: string, options: ContainerOptions): Promise<Ran> {
  const { workspace, home, readable, writable, variables, path, timeoutMs, signal } = options;
  const words = [
    '--unshare-user',
    '--unshare-pid',
    '--unshare-ipc',
    '--unshare-uts',
    '--uid',
    '1000',
    '--gid',
    '1000',
    '--die-with-parent',
    '--new-session',
  ];
  for (const folder of [...system, ...settings.map((name) => `/etc/${name}`)]) words.push(...mount(folder));
  words.push('--proc', '/proc', '--dev', '/dev', '--tmpfs', '/dev/shm', '--tmpfs', '/tmp');
  words.push('--bind', home, inside.home, '--bind', workspace, inside.workspace);
  for (const folder of readable) words.push('--ro-bind', folder, folder);
  for (const folder of writable) words.push('--bind', folder, folder);
  words.push('--clearenv');
  const ofMachine = passedOn.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  for (const [, value] of ofMachine) if (value.startsWith('/') && !value.startsWith('/etc/ssl/')) words.push(...mount(value));
  const env = {
    ...Object.fromEntries(ofMachine),
    PATH: [...path, '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    HOME: inside.home,
    LANG: 'C.UTF-8',
    ...variables,
  };
  for (const [name, value] of Object.entries(env)) words.push('--setenv', name, value);
  return runProgram(['bwrap', ...words, '--chdir', inside.workspace, '--', '/bin/bash', '-s'], { input: script, timeoutMs, signal });
}

function mount(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return lstatSync(folder).isSymbolicLink() ? ['--symlink', readlinkSync(folder), folder] : ['--ro-bind', folder, folder];
}
