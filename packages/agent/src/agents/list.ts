import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { findProgram, type FindOptions } from './find.ts';
import { knownAgents, type KnownAgent } from './table.ts';

/** An agent of the table, and what of it is on this machine. Each passed the suite of agents in the version that was tested. */
export interface ListedAgent {
  readonly name: string;
  readonly title: string;
  readonly wire: KnownAgent['wire'];
  /** `null` for ours, which is as the command line is. */
  readonly tested: string | null;
  /** Its program; `null` where it is not on PATH. */
  readonly program: string | null;
  /** `null` where nobody can say. */
  readonly installed: string | null;
  /** The command that gets it, in the version that was tested. */
  readonly get: string | null;
}

/** Agents by the table. Nothing of them is started. */
export const listAgents = ({ own, path }: FindOptions): readonly ListedAgent[] =>
  knownAgents.map(({ name, title, wire, package: from, program }) => {
    if (from === null) return { name, title, wire, tested: null, program: own.at(-1) ?? null, installed: null, get: null };
    const file = findProgram(program, path);
    return {
      name,
      title,
      wire,
      tested: from.version,
      program: file,
      installed: file === null ? null : versionOf(file, from.name),
      get: `npm install --global ${from.name}@${from.version}`,
    };
  });

const manifestSchema = z.object({ name: z.string(), version: z.string() });

/** By the manifest of the package that a program is in. */
function versionOf(file: string, name: string): string | null {
  for (let folder = dirname(realpathSync(file)); dirname(folder) !== folder; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    try {
      const found = manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
      if (found.name === name) return found.version;
    } catch {
      // A manifest within the package that says neither.
    }
  }
  return null;
}
