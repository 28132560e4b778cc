import { readJson, replacePrivateFile } from '@groundwork/provision';
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
      const correction = correctionFor(log, of(first));
      if (!correction) return false;
      for (const service of services) known[service] = { ...known[service], ...correction.env };
      replacePrivateFile(file, JSON.stringify(known));
      const set = Object.entries(correction.env).map(([name, value]) => `${name}=${value}`);
      say(`${first}: ${correction.says} (${set.join(' ')})`);
      return true;
    },
  };
}
