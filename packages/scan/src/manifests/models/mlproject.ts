import { baseName, folderOf } from '../../repository/paths.ts';
import { commandIn } from '../command.ts';
import { declaration, declaredService, stated, type DeclarationReader } from '../declaration.ts';
import type { Item } from '../item.ts';
import { readYamlDocument } from '../yaml.ts';

/** MLproject: entry points of an MLflow project. */
export const mlprojectReader: DeclarationReader = {
  format: 'mlproject',
  matches: (path) => /^mlproject(\.ya?ml)?$/i.test(baseName(path)),
  read(path, text) {
    const entries = readYamlDocument(text).get('entry_points').entries;
    const services = entries.map(([name, item]) => {
      const command = commandIn(item.get('command'));
      return declaredService(name === 'main' ? 'train' : name, stated(path, item.line, `entry point ${name}`), {
        path: folderOf(path),
        kind: /^(main|train\w*|fit|tune|hyperopt)$/.test(name) ? 'training' : 'job',
        language: 'python',
        command: command === null ? null : filled(command, item.get('parameters')),
        optional: entries.length > 1 && name !== 'main' && !entries.every(([each]) => each !== 'main'),
      });
    });
    return services.length ? declaration(path, 'mlproject', { services }) : null;
  },
};

/** `{alpha}` with the parameter's default. */
const filled = (command: string, parameters: Item): string =>
  command.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const parameter = parameters.get(name);
    return (parameter.isMap ? parameter.get('default').text : null) ?? whole;
  });
