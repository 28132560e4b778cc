import { z } from 'zod';

/** What runs a repository's code; `system` is whatever is on the person's PATH. */
export const toolchainNames = ['python', 'go', 'rust', 'node', 'java', 'c', 'system'] as const;
export type ToolchainName = (typeof toolchainNames)[number];

/**
 * How the instances of a repository are run on an ordinary machine, after what the harness builds its images with:
 * `swebench/harness/constants` of SWE-bench 4 (commit b8d5332), the last release that has it as data.
 */
export const nativeEnvironmentSchema = z.strictObject({
  repository: z.string().lowercase().describe('`owner/name`'),
  versions: z.array(z.string()).readonly().optional().describe('`version` of instances, where it is not all of them'),
  toolchain: z.enum(toolchainNames),
  version: z.string().default('').describe('Of the toolchain, as the harness pins it'),
  programs: z
    .record(z.string(), z.string())
    .optional()
    .describe('Programs it needs besides the toolchain, with the Debian package that has them'),
  install: z
    .array(z.string())
    .readonly()
    .default([])
    .describe('Run once with the network, in the repository at the base commit, before what the instance itself builds and tests'),
  variables: z.record(z.string(), z.string()).optional(),
  instead: z
    .array(z.tuple([z.string(), z.string()]).readonly())
    .readonly()
    .optional()
    .describe('Commands of the test script that begin so and begin otherwise here: `mvnd` is `mvn`'),
});
export type NativeEnvironment = Readonly<z.infer<typeof nativeEnvironmentSchema>>;

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
