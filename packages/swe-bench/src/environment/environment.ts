/** What runs a repository's code; its version as the harness pins it, major and minor. */
export type ToolchainName = 'python' | 'go' | 'rust' | 'node' | 'java' | 'c';

/**
 * How the instances of a repository are run on an ordinary machine, after what the harness builds its images with:
 * `swebench/harness/constants` of SWE-bench 4 (commit b8d5332), the last release that has it as data.
 */
export interface NativeEnvironment {
  /** `owner/name`, lower case. */
  readonly repository: string;
  /** `version` of instances, where it is not all of them. */
  readonly versions?: readonly string[];
  readonly toolchain: ToolchainName;
  readonly version: string;
  /** Programs of this machine it needs besides the toolchain, with the Debian package that has them. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Run once with the network, in the repository at the base commit, before what the instance itself builds and tests. */
  readonly install: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  /** Commands of the test script that are another here: `mvnd` is `mvn`. */
  readonly instead?: readonly (readonly [RegExp, string])[];
}

/** A toolchain as it was found on this machine. */
export interface FoundToolchain {
  /** Folders of this machine that are readable in the jail, at the same path. */
  readonly readable: readonly string[];
  /** Before the system's. */
  readonly path: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Run first, once, with the network. */
  readonly setup: readonly string[];
  /** Added when there is no network. */
  readonly offline: Readonly<Record<string, string>>;
}

/** Why an instance is not graded here, as one sentence, and what changes that. */
export interface NotNative {
  readonly why: string;
  readonly fix: string | null;
}

export const isFound = (found: FoundToolchain | NotNative): found is FoundToolchain => 'readable' in found;
