import { baseName, folderOf } from '../repository/paths.ts';
import { declaration, declaredService, stated, type DeclarationReader, type DeclaredService } from './declaration.ts';
import type { Item } from './item.ts';
import { runtimeNamed } from './names.ts';
import { readToml } from './toml.ts';

/** asdf's .tool-versions and mise.toml: which version of a language one works with. */
export const toolVersionsReader: DeclarationReader = {
  format: 'tool-versions',
  matches: (path) => /^(\.tool-versions|\.?mise(\.\w+)?\.toml)$/.test(baseName(path)) || path.endsWith('.config/mise/config.toml'),
  read(path, text) {
    const found = path.endsWith('.toml') ? inToml(readToml(text)) : inLines(text);
    const services = found.flatMap(({ tool, version, line }): DeclaredService[] => {
      const { language } = runtimeNamed(tool);
      const exact = /^[\w-]*?(\d+(?:\.\d+)*)/.exec(version)?.[1];
      return language && exact
        ? [declaredService(tool, stated(path, line, `${tool} ${exact}`, 0.8), { path: folderOf(path), language, runtime: exact })]
        : [];
    });
    return services.length ? declaration(path, 'tool-versions', { services }) : null;
  },
};

interface Tool {
  readonly tool: string;
  readonly version: string;
  readonly line: number;
}

const inLines = (text: string): Tool[] =>
  text.split('\n').flatMap((row, index) => {
    const match = /^\s*([\w:@/-]+)\s+(\S+)/.exec(row.replace(/#.*$/, ''));
    return match?.[1] && match[2] ? [{ tool: match[1], version: match[2], line: index + 1 }] : [];
  });

const inToml = (root: Item): Tool[] =>
  root.get('tools').entries.flatMap(([tool, item]) => {
    const version = item.isMap ? item.get('version').text : item.texts[0];
    return version ? [{ tool, version, line: item.line }] : [];
  });
