import { exitCodes, GroundworkError } from '@groundwork/host';
import { openEnvironment, type CloudOptions } from './open.ts';
import { forgetRecord } from './record.ts';

export interface DestroyOptions extends CloudOptions {
  /** Names of stateful resources that are to be deleted with their data. */
  readonly deleting: readonly string[];
  /** Shows what goes and what stays, and asks; `null` where nobody can be asked. Names typed there count like `deleting`. */
  readonly consent: (what: { readonly where: string; readonly stateful: readonly string[] }) => Promise<readonly string[] | null>;
}

export interface Destroyed {
  /** Stateful resources that were kept, since nobody named them. */
  readonly kept: readonly string[];
  /** What the engine had to leave. */
  readonly left: readonly string[];
}

/** Removes an environment; data only where its resource is named. Throws `destroy.unknown_name`, `destroy.consent_needed`, `target.*`. */
export async function destroyCloud(folder: string, name: string, options: DestroyOptions): Promise<Destroyed> {
  const { deleting, consent } = options;
  const open = await openEnvironment(folder, name, options);
  const engine = await open.connect();
  const { stateful, phase } = await engine.status();
  if (phase === 'absent') return { kept: [], left: [] };
  const unknown = deleting.filter((each) => !stateful.includes(each));
  if (unknown.length > 0) throw unknownName(unknown, stateful);
  const named = await consent({ where: engine.where, stateful });
  if (named === null) throw consentNeeded(name, stateful);
  const goes = new Set([...deleting, ...named]);
  const keep = stateful.filter((each) => !goes.has(each));
  const { left } = await engine.lock(() => engine.destroy({ keep }));
  forgetRecord(open.dir, name);
  return { kept: keep, left };
}

function unknownName(unknown: readonly string[], stateful: readonly string[]): GroundworkError {
  return new GroundworkError({
    code: 'destroy.unknown_name',
    message: `Nothing that holds data is called ${unknown.join(', ')}`,
    fix: stateful.length > 0 ? `Use one of: ${stateful.join(', ')}` : 'Nothing here holds data: leave it out',
    exit: exitCodes.usage,
  });
}

function consentNeeded(name: string, stateful: readonly string[]): GroundworkError {
  const data = stateful.map((each) => ` --delete ${each}`).join('');
  return new GroundworkError({
    code: 'destroy.consent_needed',
    message: 'Nothing was removed',
    fix: `gw destroy ${name} --yes keeps data; ${data === '' ? 'there is none' : `gw destroy ${name} --yes${data} deletes it too`}`,
    exit: exitCodes.notPossibleHere,
  });
}
