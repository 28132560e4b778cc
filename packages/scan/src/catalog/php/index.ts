import type { EnvironmentReader, Library } from '../library.ts';

export const phpLibraries: readonly Library[] = [];

export const phpEnvironment: readonly EnvironmentReader[] = [];
