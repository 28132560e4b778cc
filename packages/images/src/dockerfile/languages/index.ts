import type { Language } from '@groundwork/blueprint';
import type { Making, Recipe } from '../recipe.ts';
import { dotnet } from './dotnet.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { node } from './node/node.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import { page } from './static.ts';

export const recipes: Readonly<Record<Language, (making: Making) => Recipe>> = {
  python,
  node,
  go,
  java,
  ruby,
  php,
  rust,
  dotnet,
  static: page,
};
