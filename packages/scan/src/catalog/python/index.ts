import type { EnvironmentReader, Library } from '../library.ts';

export const pythonLibraries: readonly Library[] = [];

export const pythonEnvironment: readonly EnvironmentReader[] = [];
