import type { EnvironmentReader, Library } from '../library.ts';

export const javaLibraries: readonly Library[] = [];

export const javaEnvironment: readonly EnvironmentReader[] = [];
