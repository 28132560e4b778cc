/** Programs that install Node packages. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun' | 'deno';

/** What one manifest of a Node project says. */
export interface NodeManifest {
  readonly kind: 'package' | 'version' | 'workspace' | 'prisma' | 'tool';
  readonly name: string | null;
  readonly private: boolean;
  /** Meant for a registry: it says which files go there, or it is a command. */
  readonly published: boolean;
  readonly main: string | null;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly development: Readonly<Record<string, string>>;
  readonly optional: Readonly<Record<string, string>>;
  /** Of Node itself. */
  readonly version: string | null;
  readonly manager: PackageManager | null;
  readonly members: readonly string[];
  /** 1-based line of each dependency and script. */
  readonly lines: Readonly<Record<string, number>>;
  /** A port that a tool's configuration names. */
  readonly port: number | null;
  /** Where requests of a page under development go on to: `proxy` of Create React App. */
  readonly proxy: string | null;
  /** Prisma's datasource: provider and the variables its URLs come from. */
  readonly datasource: {
    readonly provider: string;
    readonly line: number;
    readonly variables: Readonly<Record<string, { readonly name: string; readonly line: number }>>;
  } | null;
}

export const emptyManifest: Omit<NodeManifest, 'kind'> = {
  name: null,
  private: false,
  published: false,
  main: null,
  scripts: {},
  dependencies: {},
  development: {},
  optional: {},
  version: null,
  manager: null,
  members: [],
  lines: {},
  port: null,
  proxy: null,
  datasource: null,
};
