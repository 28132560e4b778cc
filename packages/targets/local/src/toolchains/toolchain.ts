import type { Service } from '@groundwork/blueprint';
import type { Command } from '../launch/command.ts';

export interface ToolchainRequest {
  readonly service: Service;
  /** Absolute folder of the service. */
  readonly cwd: string;
  /** Absolute folder of the repository. */
  readonly dir: string;
  /** Private folder for isolated installs of this environment. */
  readonly toolchains: string;
}

/** What is put around a service's commands so that they run with the right tools, touching nothing global. */
export interface Toolchain {
  /** `python 3.12.4`. */
  readonly title: string;
  /** Folders put in front of PATH. */
  readonly path: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Run before the repository's own install commands. */
  readonly setup: readonly Command[];
  /** Changes when installs have to be done again. */
  readonly fingerprint: string;
  /** What is not as the code asked for. */
  readonly warning: string | null;
}

/** Every command of a service, to see which tools it calls. */
export function commandsOf({ install, build, release, start }: Service): string[] {
  return [...install, ...build, ...release, ...(start === null ? [] : [start])];
}

/** Whether a command of the service calls a program by this name. */
export function calls(service: Service, program: string): boolean {
  const pattern = new RegExp(`(^|[\\s;&|(])${program}(?=\\s|$)`);
  return commandsOf(service).some((command) => pattern.test(command));
}
