import type { EnvironmentReader, Library } from '../library.ts';

export const goLibraries: readonly Library[] = [];

export const goEnvironment: readonly EnvironmentReader[] = [];
