import type { Service, Variable } from '@groundwork/blueprint';
import type { Edit } from '@groundwork/check';
import { inFolder, insertion, newFile, type Asked, type Refactoring } from '../asked.ts';
import { knowsLibrary } from '../dependencies.ts';
import { lineAfterImports } from '../imports.ts';
import { fieldOf } from './field.ts';
import { goSettings } from './go.ts';
import { javaSettings } from './java.ts';
import { plain, zod } from './node.ts';
import { dataclass, pydantic } from './python.ts';
import { rubySettings } from './ruby.ts';
import { rustSettings } from './rust.ts';

interface Writer {
  /** What the file is called. */
  readonly file: (asked: Asked) => string;
  readonly text: (variables: readonly Variable[], asked: Asked) => string;
  /** What the file it was asked from needs for it. */
  readonly more?: (asked: Asked) => readonly Edit[];
}

const isTyped = ({ path }: Asked): boolean => /\.[cm]?tsx?$/.test(path);

/** How each language writes down what a service is told. */
const writers: Readonly<Partial<Record<Service['language'], Writer>>> = {
  python: {
    file: () => 'settings.py',
    text: (variables, asked) => (knowsLibrary(asked, 'pydantic-settings') ? pydantic(variables) : dataclass(variables)),
  },
  node: {
    file: (asked) => `env.${isTyped(asked) ? 'ts' : 'js'}`,
    text: (variables, asked) => (knowsLibrary(asked, 'zod') ? zod(variables) : plain(variables, isTyped(asked))),
  },
  go: {
    file: () => 'settings.go',
    text: (variables, { text }) => goSettings(variables.map(fieldOf), /^package (\w+)/m.exec(text)?.[1] ?? 'main'),
  },
  java: {
    file: () => 'Settings.java',
    text: (variables, { text }) => javaSettings(variables.map(fieldOf), /^package\s+([\w.]+);/m.exec(text)?.[1] ?? null),
  },
  rust: {
    file: () => 'settings.rs',
    text: (variables) => rustSettings(variables.map(fieldOf)),
    // A module that nothing names is not compiled.
    more: ({ path, text }) =>
      /\/(main|lib)\.rs$/.test(path) && !/^\s*(pub )?mod settings;/m.test(text)
        ? [insertion(path, lineAfterImports(text, 'rust'), 'mod settings;\n')]
        : [],
  },
  ruby: { file: () => 'settings.rb', text: (variables) => rubySettings(variables.map(fieldOf)) },
};

/** A typed class, or module, of all variables a service reads, in a file of its own: what is missing is said at the start and not later. */
export function settingsRefactorings(asked: Asked): readonly Refactoring[] {
  const { service, path, line, text, read } = asked;
  const writer = writers[service.language];
  const variables = service.env.filter(({ name }) => /^[A-Za-z_]\w*$/.test(name));
  const isHere = variables.some(({ evidence }) => evidence.some(({ file, line: at }) => file === path && at === line + 1));
  if (!writer || variables.length < 2 || !isHere || /\bBaseSettings\b/.test(text)) return [];
  const name = writer.file(asked);
  const file = inFolder(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.', name);
  if (read(file) !== null) return [];
  const edits = () => [...(writer.more?.(asked) ?? []), newFile(file, writer.text(variables, asked))];
  return [
    {
      id: 'settings',
      title: `Write ${name} with the ${variables.length} variables ${service.name} reads`,
      edits,
    },
  ];
}
