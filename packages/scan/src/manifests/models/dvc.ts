import { baseName, folderOf, within } from '../../repository/paths.ts';
import { commandIn } from '../command.ts';
import { declaration, declaredService, stated, type DeclarationReader } from '../declaration.ts';
import { readYamlDocument } from '../yaml.ts';

/** dvc.yaml: stages of a pipeline. The training stages are services; what comes before and after them runs with them. */
export const dvcReader: DeclarationReader = {
  format: 'dvc',
  matches: (path) => baseName(path) === 'dvc.yaml',
  read(path, text) {
    const folder = folderOf(path);
    const services = readYamlDocument(text)
      .get('stages')
      .entries.map(([name, item]) => {
        const command = item
          .get('cmd')
          .listed.flatMap((each) => commandIn(each) ?? [])
          .join(' && ');
        const script = /(\S+\.(?:py|ipynb|R|jl))\b/.exec(command)?.[1];
        const trains = /train|fit|tune/.test(name) || /train\w*\.py/.test(command);
        return declaredService(name, stated(path, item.line, `stage ${name}`), {
          path: within(folder, item.get('wdir').text ?? '.') ?? folder,
          kind: trains ? 'training' : 'job',
          language: script?.endsWith('.py') || script?.endsWith('.ipynb') ? 'python' : null,
          command: command || null,
          entries: script ? [within(folder, script) ?? []].flat() : [],
          optional: !trains,
        });
      });
    return services.length ? declaration(path, 'dvc', { services }) : null;
  },
};
