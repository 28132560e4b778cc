import { execFileSync } from 'node:child_process';
import { programsOnPath } from '../programs.ts';

/** A container engine that answers: its client alone runs nothing. */
export interface Engine {
  readonly program: string;
  readonly name: 'Docker' | 'Podman';
}

const kinds = [
  { name: 'Docker', command: 'docker', version: '{{.ServerVersion}}' },
  { name: 'Podman', command: 'podman', version: '{{.Version.Version}}' },
] as const;

const found = new Map<string, Engine | null>();

/** The first engine that answers within a few seconds, asked once in a process; `null` where none does. */
export function findEngine(): Engine | null {
  const path = process.env['PATH'] ?? '';
  const engine = found.get(path) ?? (found.has(path) ? null : lookForEngine());
  found.set(path, engine);
  return engine;
}

function lookForEngine(): Engine | null {
  for (const { name, command, version } of kinds) {
    const program = programsOnPath(command).find((each) => says(each, ['info', '--format', version], 3_000));
    if (program !== undefined) return { program, name };
  }
  return null;
}

/** Whether an image can be had: it is on this machine, or its registry has it and lets us. Nothing is fetched. */
export function canHave({ program }: Engine, image: string): boolean {
  return hasImage(program, image) || says(program, ['manifest', 'inspect', image], 10_000);
}

export const hasImage = (program: string, image: string): boolean =>
  says(program, ['image', 'inspect', '--format', '{{.Id}}', image], 3_000);

/** Whether a command ends well, having said something. */
function says(program: string, args: readonly string[], timeout: number): boolean {
  try {
    return execFileSync(program, args, { timeout, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 16 * 1024 * 1024 }).length > 0;
  } catch {
    return false;
  }
}
