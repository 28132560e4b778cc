import { readJson, replacePrivateFile } from '@groundwork/provision';
import { readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { z } from 'zod';
import { correctionFor, corrections } from '../observe/corrections.ts';
import type { Contained } from '../launch/schema.ts';
import { missingSecretsIn, secretFor, unknownHostsIn } from '../observe/contained.ts';
import { canView, type View } from '../process/view.ts';
import type { Mended } from '../remedies/remedy.ts';

const environmentSchema = z.record(z.string(), z.string());
const remedySchema = z.strictObject({ env: environmentSchema, path: z.array(z.string()) });

const serviceSchema = z.strictObject({
  /** Variables of the corrections in force, by their names. */
  corrections: z.record(z.string(), environmentSchema),
  /** Remedies in force, by name. */
  remedies: z.record(z.string(), remedySchema),
  /** Hosts and secret files it looked for in vain. */
  hosts: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
});

const correctedSchema = z.record(z.string(), serviceSchema);

/** What was found to mend a service, kept so that the next `up` does not fail first. */
export interface Corrected {
  /** The variables of a service with what mends it. */
  environment(service: string, env: Readonly<Record<string, string>>): Record<string, string>;
  /** A command of a service, as it is run instead. */
  command(service: string, command: string): string;
  say(message: string): void;
  /** Looks for a correction in what was said; `true` when one was put in force and it is worth trying again. */
  tryFor(services: readonly string[], log: string): boolean;
  /** What a service sees differently from the rest of this machine. */
  view(service: string, contained: Contained | null): View;
  /** Looks for what only a container has in what was said; `true` when it is shown from now on. */
  tryToShow(services: readonly string[], log: string, contained: Contained | null): boolean;
  /** Whether a remedy is in force for a service. */
  has(service: string, remedy: string): boolean;
  keep(services: readonly string[], remedy: string, mended: Pick<Mended, 'env' | 'path'>): void;
  /** Takes remedies back; all of them without a name. */
  drop(services: readonly string[], remedy?: string): void;
}

export function createCorrected(file: string, say: (message: string) => void): Corrected {
  const known = readJson(file, correctedSchema) ?? {};
  const of = (service: string): z.infer<typeof serviceSchema> =>
    known[service] ?? { corrections: {}, remedies: {}, hosts: [], secrets: [] };
  const save = (services: readonly string[], change: (was: z.infer<typeof serviceSchema>) => z.infer<typeof serviceSchema>): void => {
    for (const service of services) known[service] = change(of(service));
    replacePrivateFile(file, JSON.stringify(known));
  };
  return {
    environment: (service, env) => {
      const remedies = Object.values(of(service).remedies);
      const set = together([...Object.values(of(service).corrections), ...remedies.map((each) => each.env)]);
      const path = [...remedies.toReversed().flatMap((each) => each.path), ...(env['PATH'] ? [env['PATH']] : [])].join(delimiter);
      return { ...env, ...set, ...(path === '' ? {} : { PATH: path }) };
    },
    command: (service, command) =>
      corrections
        .filter(({ name }) => of(service).corrections[name] !== undefined)
        .reduce((text, { instead }) => (instead ? text.replace(instead.of, instead.run) : text), command),
    say,
    tryFor: (services, log) => {
      const [first = ''] = services;
      const mending = correctionFor(log, Object.keys(of(first).corrections), { folder: dirname(file), read: readText });
      if (!mending) return false;
      const { correction, env } = mending;
      if (mending.file) replacePrivateFile(mending.file.path, mending.file.text);
      save(services, (was) => ({ ...was, corrections: { ...was.corrections, [correction.name]: env } }));
      const set = Object.entries(env).map(([name, value]) => `${name}=${value}`);
      say(`${first}: ${correction.says}${set.length === 0 ? '' : ` (${set.join(' ')})`}`);
      return true;
    },
    view: (service, contained) => {
      const { hosts, secrets } = of(service);
      const contents = secrets.map((name): [string, string] => [name, (contained && secretFor(name, contained.secrets)) ?? '']);
      return { hosts: [...new Set([...(contained?.hosts ?? []), ...hosts])], secrets: Object.fromEntries(contents) };
    },
    tryToShow: (services, log, contained) => {
      const [first = ''] = services;
      if (contained === null || !canView()) return false;
      const was = of(first);
      const hosts = unknownHostsIn(log).filter((host) => !was.hosts.includes(host) && !contained.hosts.includes(host));
      const secrets = missingSecretsIn(log).filter((name) => !was.secrets.includes(name) && secretFor(name, contained.secrets) !== null);
      if (hosts.length === 0 && secrets.length === 0) return false;
      save(services, (each) => ({ ...each, hosts: [...each.hosts, ...hosts], secrets: [...each.secrets, ...secrets] }));
      const shown = [...hosts.map((host) => `the host ${host}`), ...secrets.map((name) => `/run/secrets/${name}`)];
      say(`${first}: it looks for ${shown.join(' and ')}, as in a container: it finds that now, and nobody else does`);
      return true;
    },
    has: (service, remedy) => of(service).remedies[remedy] !== undefined,
    keep: (services, remedy, { env, path }) =>
      save(services, (was) => ({ ...was, remedies: { ...was.remedies, [remedy]: { env: { ...env }, path: [...path] } } })),
    drop: (services, remedy) => {
      if (services.every((service) => Object.keys(of(service).remedies).length === 0)) return;
      save(services, (was) => ({
        ...was,
        remedies: Object.fromEntries(Object.entries(was.remedies).filter(([name]) => remedy !== undefined && name !== remedy)),
      }));
    },
  };
}

/** Variables that hold options hold those of all. */
function together(environments: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [name, value] of environments.flatMap((each) => Object.entries(each))) {
    const options = /_OPTIONS$|FLAGS$/.test(name) && all[name] !== undefined && all[name] !== value;
    all[name] = options ? `${all[name]} ${value}` : value;
  }
  return all;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
