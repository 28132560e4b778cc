import type { Plan } from '@groundwork/provision';
import { readJson, replacePrivateFile, withLock } from '@groundwork/provision';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { userStateFolder } from '@groundwork/target-local';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const trustSchema = z.strictObject({ version: z.literal(1), folders: z.record(z.string(), z.strictObject({ since: z.string() })) });

/** What a first `up` shows before it asks: the commands of the repository, with the folder each runs in. */
export interface CommandShown {
  readonly path: string;
  readonly command: string;
}

export function commandsOf({ steps }: Plan): CommandShown[] {
  const shown = steps.flatMap((step): CommandShown[] => {
    if (step.kind === 'resource') return [];
    const commands = step.kind === 'start' ? (step.command === null ? [] : [step.command]) : step.commands;
    return commands.map((command) => ({ path: step.path, command }));
  });
  return shown.filter(({ path, command }, index) => shown.findIndex((each) => each.path === path && each.command === command) === index);
}

/**
 * Running a repository's commands is up to the person: asked once for each folder, kept in the person's own state and never in
 * the repository, which could otherwise grant it to itself. Throws `trust.refused` or, where nobody can be asked, `trust.needed`.
 */
export async function requireTrust(
  dir: string,
  {
    yes,
    host,
    command,
    ask,
  }: {
    readonly yes: boolean;
    readonly host: Host;
    /** What the person typed, to be typed again with consent. */
    readonly command: string;
    readonly ask: () => Promise<boolean | null>;
  },
): Promise<void> {
  if (!yes && isTrusted(dir)) return;
  const answer = yes ? true : await ask();
  if (answer === true) return trustFolder(dir);
  if (host.signal.aborted) throw new GroundworkError({ code: 'trust.stopped', message: 'Stopped' });
  throw new GroundworkError({
    code: answer === null ? 'trust.needed' : 'trust.refused',
    message:
      answer === null ? 'The commands of this folder were not allowed to run yet, and nobody is here to be asked' : 'Nothing was run',
    where: dir,
    fix: `${command} --yes, once you have read what \`gw scan --all\` shows`,
    exit: exitCodes.notPossibleHere,
  });
}

const file = (): string => join(userStateFolder(), 'trust.json');

/** Whether a person agreed before that the commands of a folder, by its real path, may run. */
export function isTrusted(dir: string): boolean {
  return readJson(file(), trustSchema)?.folders[dir] !== undefined;
}

/** Keeps that a person agreed. */
export async function trustFolder(dir: string): Promise<void> {
  if (isTrusted(dir)) return;
  mkdirSync(userStateFolder(), { recursive: true, mode: 0o700 });
  await withLock(`${file()}.lock`, async () => {
    const folders = readJson(file(), trustSchema)?.folders ?? {};
    replacePrivateFile(
      file(),
      JSON.stringify({ version: 1, folders: { ...folders, [dir]: { since: new Date().toISOString() } } }, null, 2),
    );
  });
}
