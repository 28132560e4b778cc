import type { EnvironmentReader, Library } from '../library.ts';

export const rubyLibraries: readonly Library[] = [];

export const rubyEnvironment: readonly EnvironmentReader[] = [];
