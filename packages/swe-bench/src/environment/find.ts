import type { Instance } from '../instance/instance.ts';
import { isFound, type FoundToolchain, type NativeEnvironment, type NotNative, type ToolchainName } from './environment.ts';
import { environments, knownReasons } from './rows/index.ts';
import { findGo, findRust } from './toolchains/compiled.ts';
import { findJava, findNode } from './toolchains/managed.ts';
import { programOnPath } from './toolchains/programs.ts';
import { findPython } from './toolchains/python.ts';
import { findC, findSystem } from './toolchains/system.ts';

const toolchains: Readonly<Record<ToolchainName, (version: string, downloads: string) => FoundToolchain | NotNative>> = {
  python: findPython,
  go: findGo,
  rust: findRust,
  node: findNode,
  java: findJava,
  c: findC,
  system: findSystem,
};

export interface Native {
  readonly environment: NativeEnvironment;
  readonly toolchain: FoundToolchain;
}

export const isNative = (found: Native | NotNative): found is Native => 'environment' in found;

export interface FindOptions {
  /** Of `Places`. */
  readonly downloads: string;
  /** For repositories that are not of SWE-bench; looked at first. */
  readonly environments?: readonly NativeEnvironment[];
}

/** How an instance is run on this machine, or why it is not. */
export function findNative(
  instance: Pick<Instance, 'id' | 'repository' | 'version'>,
  { downloads, environments: own = [] }: FindOptions,
): Native | NotNative {
  const repository = instance.repository.toLowerCase();
  const reason = knownReasons[instance.id] ?? knownReasons[repository];
  if (reason !== undefined) return { why: reason, fix: null };
  const environment = [...own, ...environments].find(
    (row) => row.repository === repository && (row.versions?.includes(instance.version) ?? true),
  );
  if (environment === undefined)
    return { why: `No environment without Docker is known for ${instance.repository} ${instance.version}`, fix: null };
  for (const [program, debian] of Object.entries(environment.programs ?? {}))
    if (programOnPath(program) === null) return { why: `${program} is not installed`, fix: `apt-get install ${debian}` };
  const toolchain = toolchains[environment.toolchain](environment.version, downloads);
  return isFound(toolchain) ? { environment, toolchain } : toolchain;
}
