import type { EnvironmentReader, Library } from '../library.ts';

export const nodeLibraries: readonly Library[] = [];

export const nodeEnvironment: readonly EnvironmentReader[] = [];
