import { readFileSync, realpathSync, statSync } from 'node:fs';

/** What the machine says about one package manager, without its passwords. */
export interface Settings {
  /** Addresses it fetches from. */
  readonly urls: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** In the home of the jail: name and text. */
  readonly files: Readonly<Record<string, string>>;
  /** Paths of this machine that are needed to read packages or to know certificates. */
  readonly readable: readonly string[];
}

export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Folder of the system's settings. */
  readonly etc: string;
}

export function parseUrl(address: string): URL | null {
  return URL.parse(address.trim());
}

/** An address without the name and password in it. */
export function withoutPassword(address: string): string {
  const url = parseUrl(address);
  if (url === null || (url.username === '' && url.password === '')) return address.trim();
  url.username = '';
  url.password = '';
  return url.href;
}

/** A settings file; empty where there is none, or none that is meant to be read as one. */
export function readSettings(path: string): string {
  try {
    return statSync(path).size > 1_000_000 ? '' : readFileSync(realpathSync(path), 'utf8');
  } catch {
    return '';
  }
}

export const noSettings: Settings = { urls: [], env: {}, files: {}, readable: [] };
