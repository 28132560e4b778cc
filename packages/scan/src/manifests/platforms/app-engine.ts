import { baseName, folderOf } from '../../repository/paths.ts';
import { commandIn, portOfCommand } from '../command.ts';
import { declaration, declaredService, declaredVariable, stated, type DeclarationReader } from '../declaration.ts';
import { runtimeNamed } from '../names.ts';
import { portsIn } from '../item.ts';
import { readYamlDocument } from '../yaml.ts';

/** Google App Engine's app.yaml, and its cron.yaml beside it is another file. */
export const appEngineReader: DeclarationReader = {
  format: 'app-engine',
  matches: (path) => /^app([.-][\w-]+)?\.ya?ml$/.test(baseName(path)),
  read(path, text) {
    if (!/^runtime\s*:/m.test(text)) return null;
    const root = readYamlDocument(text);
    const runtime = root.get('runtime').text;
    if (runtime === null) return null;
    const named = runtimeNamed(runtime);
    const command = commandIn(root.get('entrypoint'));
    return declaration(path, 'app-engine', {
      services: [
        declaredService(root.get('service').text ?? 'default', stated(path, root.get('runtime').line, `App Engine runtime ${runtime}`), {
          path: folderOf(path),
          kind: 'web',
          language: named.language,
          runtime:
            root.get('runtime_config', 'runtime_version').text ??
            root.get('runtime_config', 'operating_system_version').text ??
            named.runtime,
          command,
          ports: portsIn(command ? portOfCommand(command) : null),
          health: root.get('readiness_check', 'path').text ?? root.get('liveness_check', 'path').text,
          variables: root
            .get('env_variables')
            .entries.map(([name, item]) => declaredVariable(name, item.text, stated(path, item.line, `${name} is set here`))),
        }),
      ],
    });
  },
};
