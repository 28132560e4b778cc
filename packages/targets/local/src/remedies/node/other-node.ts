import { join } from 'node:path';
import { z } from 'zod';
import type { NodeTools } from '../../launch/schema.ts';
import { fetchNode } from '../../toolchains/node/npm-node.ts';
import { isAtLeast } from '../../toolchains/versions.ts';
import { commitAge, dayAfter, isYoung, readText } from '../age.ts';
import type { Remedy, RemedyContext } from '../remedy.ts';

interface Outgrown {
  readonly pattern: RegExp;
  /** The newest Node it is for, by what lies in the folder. */
  readonly newest: (cwd: string) => string;
  readonly says: string;
}

/** What old packages do that a newer Node no longer lets them. */
const outgrown: readonly Outgrown[] = [
  {
    // graceful-fs before 4 took Node's own sources apart (https://github.com/gulpjs/gulp/issues/2324).
    pattern: /primordials is not defined/,
    newest: () => '10',
    says: 'it uses what Node 12 took away',
  },
  {
    pattern:
      /node-sass[\s\S]*(?:gyp ERR!|Build failed|does not yet support your current environment)|(?:gyp ERR!|Build failed)[\s\S]*node-sass/,
    newest: (cwd) => nodesOfSass[majorOf(join(cwd, 'node_modules/node-sass/package.json')) ?? 4] ?? '14',
    says: 'its node-sass is for an older Node',
  },
  {
    pattern: /gyp ERR! (?:build error|not ok)/,
    newest: (cwd) => nodesOfLockfile[lockfileVersion(join(cwd, 'package-lock.json')) ?? 2] ?? '16',
    says: 'a package of it cannot be built for this Node',
  },
];

/** https://github.com/sass/node-sass#node-version-support-policy */
const nodesOfSass: Readonly<Record<number, string>> = { 3: '10', 4: '14', 5: '14', 6: '16', 7: '16', 8: '18', 9: '20' };
/** The Node that was current while npm wrote such lockfiles. */
const nodesOfLockfile: Readonly<Record<number, string>> = { 1: '14', 2: '16', 3: '18' };

/** An older Node from npm, with what was installed for the newer one taken away. */
export const olderNode: Remedy<NodeTools> = {
  name: 'node.older',
  fits: (log) => outgrown.some(({ pattern }) => pattern.test(log)),
  prepare: ({ tools, cwd, log }) => {
    const trouble = outgrown.find(({ pattern }) => pattern.test(log));
    const newest = trouble?.newest(cwd);
    const node =
      newest === undefined || !isAtLeast(tools.version, `${Number(newest) + 1}`) ? null : fetchNode(newest, tools.toolchains, tools.bin);
    if (!trouble || !node) return Promise.resolve(null);
    return Promise.resolve({
      says: `${trouble.says}: using ${newest ?? ''}`,
      commands: [...node.setup, withoutModules(cwd)],
      env: { npm_config_nodedir: node.headers },
      path: [node.bin],
    });
  },
};

/** Where no lockfile says otherwise, releases of today are installed that the code was never run with. */
export const npmAsOfCommit: Remedy<NodeTools> = {
  name: 'node.as_of_commit',
  fits: (log, { locked }) =>
    !locked &&
    /npm (?:ERR!|error) code (?:ETARGET|ERESOLVE)|ERR_REQUIRE_ESM|ERR_PACKAGE_PATH_NOT_EXPORTED|TypeError: |Cannot find module '[^./]/.test(
      log,
    ),
  prepare: async (context: RemedyContext<NodeTools>) => {
    const age = await commitAge(context, join(context.tools.toolchains, 'npm'));
    if (!age || isYoung(age)) return null;
    return {
      says: `its versions of today do not fit it: installing those of ${age.date.toISOString().slice(0, 10)}, ${age.why}`,
      commands: [withoutModules(context.cwd)],
      env: { npm_config_before: dayAfter(age) },
      path: [],
    };
  },
};

const withoutModules = (cwd: string): { argv: string[] } => ({ argv: ['rm', '-rf', join(cwd, 'node_modules')] });

const packageSchema = z.object({ version: z.string() });

function majorOf(file: string): number | null {
  const version = parsed(file, packageSchema)?.version;
  return version === undefined ? null : Number(version.split('.')[0]);
}

function lockfileVersion(file: string): number | null {
  return parsed(file, z.object({ lockfileVersion: z.number() }))?.lockfileVersion ?? null;
}

function parsed<T extends z.ZodType>(file: string, schema: T): z.infer<T> | null {
  try {
    return schema.parse(JSON.parse(readText(file) ?? ''));
  } catch {
    return null;
  }
}
