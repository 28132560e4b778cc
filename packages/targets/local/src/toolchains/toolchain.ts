import type { Service } from '@groundwork/blueprint';
import type { Command } from '../launch/command.ts';
import type { Tools } from '../launch/schema.ts';

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
  /** What is run where a command names a program that cannot run here: `./mvnw` is run as `mvn`. */
  readonly substitutes: Readonly<Record<string, string>>;
  /** What this machine has besides, for when what was chosen turns out not to fit. */
  readonly tools: Tools | null;
}

/** A toolchain that changes nothing. */
export const plainToolchain: Toolchain = {
  title: '',
  path: [],
  env: {},
  setup: [],
  fingerprint: '',
  warning: null,
  substitutes: {},
  tools: null,
};

/** Every command of a service, to see which tools it calls. */
export function commandsOf({ install, build, release, start }: Service): string[] {
  return [...install, ...build, ...release, ...(start === null ? [] : [start])];
}

/** Whether a command of the service calls a program by this name. */
export function calls(service: Service, program: string): boolean {
  return callIn(commandsOf(service), program);
}

export function callIn(commands: readonly string[], program: string): boolean {
  return commands.some((command) => programPattern(program).test(command));
}

/** A command with other programs in the place of some it names. */
export function substitute(command: string, substitutes: Toolchain['substitutes']): string {
  return Object.entries(substitutes).reduce(
    (text, [program, instead]) => text.replaceAll(programPattern(program), (_, before: string) => `${before}${instead}`),
    command,
  );
}

/** A program where a shell expects one. */
function programPattern(program: string): RegExp {
  return new RegExp(`(^|[\\s;&|(])${program.replaceAll(/[.*+?^$()[\]{}|\\]/g, String.raw`\$&`)}(?=\\s|$)`, 'g');
}
