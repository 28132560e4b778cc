import type { Repository } from '../repository/repository.ts';
import type { Component, LanguageReader } from './language.ts';
import { dotnet } from './dotnet/index.ts';
import { go } from './go/index.ts';
import { java } from './java/index.ts';
import { node } from './node/index.ts';
import { php } from './php/index.ts';
import { python } from './python/index.ts';
import { ruby } from './ruby/index.ts';
import { rust } from './rust/index.ts';
import { staticSite } from './static/index.ts';

/** Every language that is read, in the order of output where nothing else decides. */
export const languageReaders: readonly LanguageReader[] = [python, node, go, java, ruby, php, rust, dotnet, staticSite];

/** Everything that is installed by itself, with the commands that do it. */
export function componentsOf(repository: Repository): readonly Component[] {
  return languageReaders.flatMap((reader) => reader.components(repository));
}
