import { dotnetEnvironment, dotnetLibraries } from './dotnet/index.ts';
import { goEnvironment, goLibraries } from './go/index.ts';
import { javaEnvironment, javaLibraries } from './java/index.ts';
import { nodeEnvironment, nodeLibraries } from './node/index.ts';
import { phpEnvironment, phpLibraries } from './php/index.ts';
import { pythonEnvironment, pythonLibraries } from './python/index.ts';
import { rubyEnvironment, rubyLibraries } from './ruby/index.ts';
import { rustEnvironment, rustLibraries } from './rust/index.ts';
import type { EnvironmentReader, Library } from './library.ts';

export const libraries: readonly Library[] = [
  ...pythonLibraries,
  ...nodeLibraries,
  ...goLibraries,
  ...javaLibraries,
  ...rubyLibraries,
  ...phpLibraries,
  ...rustLibraries,
  ...dotnetLibraries,
];

export const environmentReaders: readonly EnvironmentReader[] = [
  ...pythonEnvironment,
  ...nodeEnvironment,
  ...goEnvironment,
  ...javaEnvironment,
  ...rubyEnvironment,
  ...phpEnvironment,
  ...rustEnvironment,
  ...dotnetEnvironment,
];
