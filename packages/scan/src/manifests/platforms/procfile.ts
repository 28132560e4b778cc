import { folderOf } from '../../repository/paths.ts';
import { isRelease, kindOfCommand, languageOfCommand, readCommand } from '../command.ts';
import { declaration, declaredService, stated, type DeclarationReader, type DeclaredService } from '../declaration.ts';
import { kindOfName } from '../names.ts';

/** Procfiles of Heroku, Foreman and their kin: one process type per line. */
export const procfileReader: DeclarationReader = {
  format: 'procfile',
  matches: (path) => /(^|\/)Procfile(\.[\w-]+)?$/.test(path) && !/\.(windows|md|erb|example)$/i.test(path),
  read(path, text) {
    const services: DeclaredService[] = [];
    const release: string[] = [];
    for (const [index, line] of text.split('\n').entries()) {
      const match = /^\s*([A-Za-z0-9_-]+)\s*:\s+(\S.*)$/.exec(line.replace(/\s+#.*$/, ''));
      const [, name = '', command = ''] = match ?? [];
      if (!match || command.length > 4000) continue;
      if (name === 'release' || (services.length > 0 && isRelease(command))) {
        const read = readCommand(command);
        release.push(...read.release, ...(read.start === null ? [] : [read.start]));
        continue;
      }
      services.push(
        declaredService(name, stated(path, index + 1, `process type ${name}`), {
          path: folderOf(path),
          kind: name === 'web' ? 'web' : (kindOfCommand(command) ?? kindOfName(name) ?? 'worker'),
          language: languageOfCommand(command),
          command,
        }),
      );
    }
    if (services.length === 0 && release.length === 0) return null;
    const [first, ...rest] = services.toSorted((a, b) => Number(b.kind === 'web') - Number(a.kind === 'web'));
    return declaration(path, 'procfile', { services: first ? [{ ...first, release }, ...rest] : [] });
  },
};
