import type { EnvironmentReader, Library } from '../library.ts';

export const rustLibraries: readonly Library[] = [];

export const rustEnvironment: readonly EnvironmentReader[] = [];
