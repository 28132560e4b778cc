import type { Host } from '@groundwork/host';
import { askedVariables, environmentFolder, planEnvironment, readSecrets } from '@groundwork/provision';
import { examineMachine, type Finding } from '@groundwork/target-local';
import { scanFolder } from '../scan-folder.ts';
import { localEnvironment, realFolder } from './folder.ts';

/** What `gw doctor --json` prints. */
export interface Diagnosis {
  readonly name: string;
  /** Nothing stands in the way of `up`. */
  readonly well: boolean;
  readonly findings: readonly (Omit<Finding, 'area'> & { readonly area: Finding['area'] | 'start' | 'key' })[];
}

/** What this machine has and lacks for a folder. Executes nothing of it and starts nothing. */
export async function diagnose(
  folder: string,
  { host, env }: { readonly host: Host; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<Diagnosis> {
  const dir = realFolder(folder);
  const { blueprint } = await scanFolder(dir, { host });
  const plan = planEnvironment(blueprint, { environment: localEnvironment, target: 'local' });
  const { given } = readSecrets(environmentFolder(dir, localEnvironment));
  const unknown = blueprint.services.filter(({ start, kind }) => start === null && kind !== 'static');
  const findings: Diagnosis['findings'] = [
    ...(await examineMachine({ dir, blueprint, plan })),
    ...unknown.map(({ name }) => ({
      area: 'start' as const,
      name,
      asked: 'a start command',
      found: null,
      state: 'missing' as const,
      message: 'how it starts was not found in the code',
      fix: `gw answer ${name}.start "COMMAND"`,
    })),
    ...askedVariables(blueprint)
      .filter(({ name, required }) => required || name in given)
      .map(({ name, services, where }) => {
        const there = name in given || Boolean(env[name]);
        return {
          area: 'key' as const,
          name: services.join(', '),
          asked: name,
          found: there ? 'given' : null,
          // It comes up without, and says so: only a person can know whether that is enough.
          state: there ? ('there' as const) : ('other' as const),
          message: there ? null : `nobody gave it a value${where === null ? '' : ` (${where})`}: gw secrets set ${name}`,
          fix: null,
        };
      }),
  ];
  return { name: blueprint.name, well: findings.every(({ state }) => state !== 'missing'), findings };
}
