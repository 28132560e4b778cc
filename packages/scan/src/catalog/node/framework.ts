/** How an application framework of a package is built and started. */
export interface NodeFramework {
  readonly name: string;
  readonly packages: readonly string[];
  readonly kind: 'web' | 'static';
  readonly port: number;
  /** Its own command, where the project has no script; `null` where what is built are files. */
  readonly start: string | null;
  readonly build: string | null;
  /** The command its scripts run. */
  readonly command: string;
  /** Configuration files; they may name a port. */
  readonly configs: readonly string[];
  /** Adapters that change what it is built to. */
  readonly adapters?: readonly (Partial<Pick<NodeFramework, 'kind' | 'start' | 'port'>> & { readonly packages: readonly string[] })[];
  /** It is a bundler or a generator: only a page of its own makes it an application. */
  readonly needsPage?: boolean;
  /** It makes documentation: worth deploying only where the package exists for it. */
  readonly documents?: boolean;
}

/** Names of Vite's configuration file. */
export const viteConfigs: readonly string[] = ['vite.config.ts', 'vite.config.js', 'vite.config.mts', 'vite.config.mjs'];
