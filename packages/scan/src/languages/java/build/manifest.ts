/** What a build file of the Java world says. One shape for Maven and Gradle, so that what follows need not care. */
export interface BuildManifest {
  readonly kind: 'build';
  readonly tool: 'maven' | 'gradle';
  readonly group: string | null;
  readonly artifact: string | null;
  readonly version: string | null;
  /** `pom` builds nothing by itself. */
  readonly packaging: string;
  /** Maven: where the parent is looked for, `null` when it comes from a registry or there is none. */
  readonly parent: {
    readonly group: string | null;
    readonly artifact: string;
    readonly version: string | null;
    readonly path: string | null;
  } | null;
  readonly modules: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly dependencies: readonly BuildDependency[];
  /** Dependencies of the modules below it (Gradle's `subprojects` and `allprojects`). */
  readonly passedOn: readonly BuildDependency[];
  /** Maven artifact names, Gradle ids and aliases (`libs.plugins.ktor`). */
  readonly plugins: readonly string[];
  readonly passedOnPlugins: readonly string[];
  readonly mainClass: string | null;
  /** The jar's name without its extension. */
  readonly jarName: string | null;
  readonly javaVersion: string | null;
}

export interface BuildDependency {
  /** `group:artifact`, or an alias of the version catalogue (`libs.ktor.server`). */
  readonly name: string;
  /** Another project of the same build (`:common`). */
  readonly project: string | null;
  readonly version: string | null;
  readonly scope: 'compile' | 'test' | 'provided';
  readonly optional: boolean;
  /** `group:artifact` of what is not taken with it; `*` for a part that is left open. */
  readonly exclusions: readonly string[];
  readonly line: number;
}

export interface GradleSettings {
  readonly kind: 'gradle-settings';
  readonly rootName: string | null;
  readonly includes: readonly string[];
  /** Project path to folder, where it is not the path itself. */
  readonly folders: Readonly<Record<string, string>>;
}

export interface GradleCatalogue {
  readonly kind: 'gradle-catalogue';
  /** Accessor (`ktor.server.netty`) to `group:artifact`. */
  readonly libraries: Readonly<Record<string, { readonly name: string; readonly version: string | null }>>;
  readonly bundles: Readonly<Record<string, readonly string[]>>;
  readonly plugins: Readonly<Record<string, string>>;
}

/** A version of Java written down for version managers and platforms. */
export interface JavaVersionFile {
  readonly kind: 'java-version';
  readonly version: string;
}

/** `17.0.9-tem`, `1.8`, `temurin-21.0.1`, `VERSION_17` as people say it: `17`, `8`, `21`. */
export function majorVersion(text: string): string | null {
  const found = /(?:^|[^\d.])(?:1\.)?(\d{1,2})(?![\d])/.exec(` ${text.trim()}`);
  return found?.[1] ?? null;
}
