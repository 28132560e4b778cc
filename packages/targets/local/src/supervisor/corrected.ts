import { readJson, replacePrivateFile } from '@groundwork/provision';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { correctionFor } from '../observe/corrections.ts';

const correctedSchema = z.record(z.string(), z.record(z.string(), z.string()));

/** Variables that were found to mend a service, kept so that the next `up` does not fail first. */
export interface Corrected {
  of(service: string): Readonly<Record<string, string>>;
  say(message: string): void;
  /** Looks for a correction in what was said; `true` when one was put in force and it is worth trying again. */
  tryFor(services: readonly string[], log: string): boolean;
}

export function createCorrected(file: string, say: (message: string) => void): Corrected {
  const known = readJson(file, correctedSchema) ?? {};
  const of = (service: string): Readonly<Record<string, string>> => known[service] ?? {};
  return {
    of,
    say,
    tryFor: (services, log) => {
      const [first = ''] = services;
      const mending = correctionFor(log, of(first), { folder: dirname(file), read: readText });
      if (!mending) return false;
      if (mending.file) replacePrivateFile(mending.file.path, mending.file.text);
      for (const service of services) known[service] = { ...known[service], ...mending.env };
      replacePrivateFile(file, JSON.stringify(known));
      const set = Object.entries(mending.env).map(([name, value]) => `${name}=${value}`);
      say(`${first}: ${mending.correction.says} (${set.join(' ')})`);
      return true;
    },
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
