import { holderOf, readJson, replacePrivateFile, stateFolder } from '@groundwork/provision';
import { globSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** Where Groundwork keeps what belongs to the person and not to a repository. */
export function userStateFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'groundwork');
}

const claimsSchema = z.array(z.strictObject({ port: z.int(), dir: z.string(), at: z.number() }));

/** A claim only has to last until its program listens. */
const lastsMs = 5 * 60_000;

/** Ports that projects of this person were given a moment ago. */
export function readClaims(): z.infer<typeof claimsSchema> {
  const claims = readJson(join(userStateFolder(), 'ports.json'), claimsSchema) ?? [];
  return claims.filter(({ at, dir }) => Date.now() - at < lastsMs && isUsed(dir));
}

/** Whether anything of a folder is being brought up or runs: what failed or was stopped needs its ports no more. */
function isUsed(dir: string): boolean {
  return globSync(join(stateFolder, '*', '{lock,supervisor.lock}'), { cwd: dir }).some((lock) => holderOf(join(dir, lock)) !== null);
}

export function writeClaims(claims: z.infer<typeof claimsSchema>): void {
  replacePrivateFile(join(userStateFolder(), 'ports.json'), JSON.stringify(claims));
}
