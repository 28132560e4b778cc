import { baseName, folderOf, within } from '../../repository/paths.ts';
import { commandIn, kindOfCommand, languageOfCommand, portOfCommand } from '../command.ts';
import { declaration, declaredService, stated, type DeclarationReader } from '../declaration.ts';
import { portsIn } from '../item.ts';
import { readJson } from '../json.ts';
import { readToml } from '../toml.ts';

/** railway.json and railway.toml, and nixpacks.toml's start command: one service. */
export const railwayReader: DeclarationReader = {
  format: 'railway',
  matches: (path) => /^(railway([.-][\w-]+)?\.(json|toml)|nixpacks\.(json|toml))$/.test(baseName(path)),
  read(path, text) {
    const root = path.endsWith('.json') ? readJson(text) : readToml(text);
    const deploy = root.get('deploy');
    const command = commandIn(deploy.get('startCommand')) ?? commandIn(root.get('start', 'cmd'));
    const schedule = deploy.get('cronSchedule').text;
    const dockerfile = root.get('build', 'dockerfilePath').text;
    const build = root.get('build', 'buildCommand').text;
    if (root.get('build').isNothing && deploy.isNothing && command === null) return null;
    const folder = folderOf(path);
    const name = /^railway[.-]([\w-]+)\./.exec(baseName(path))?.[1] ?? 'app';
    return declaration(path, 'railway', {
      services: [
        declaredService(name, stated(path, deploy.line, 'deployed on Railway'), {
          path: folder,
          dockerfile: dockerfile ? within(folder, dockerfile) : null,
          kind: schedule ? 'cron' : command ? kindOfCommand(command) : null,
          language: command ? languageOfCommand(command) : null,
          command,
          build: build ? [build] : [],
          release: [...deploy.get('preDeployCommand').texts],
          ports: portsIn(command ? portOfCommand(command) : null),
          health: deploy.get('healthcheckPath').text,
          schedule,
        }),
      ],
    });
  },
};
