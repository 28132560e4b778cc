import type { EnvironmentReader, Library } from '../library.ts';

export const dotnetLibraries: readonly Library[] = [];

export const dotnetEnvironment: readonly EnvironmentReader[] = [];
