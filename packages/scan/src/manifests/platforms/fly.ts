import { baseName, folderOf, within } from '../../repository/paths.ts';
import { kindOfCommand, languageOfCommand } from '../command.ts';
import { declaration, declaredService, declaredVariable, stated, type DeclarationReader } from '../declaration.ts';
import { portsIn, type Item } from '../item.ts';
import { kindOfName } from '../names.ts';
import { readToml } from '../toml.ts';

/** fly.toml: one application of one or more processes. */
export const flyReader: DeclarationReader = {
  format: 'fly',
  matches: (path) => /^fly([.-][\w-]+)?\.toml$/.test(baseName(path)),
  read(path, text) {
    const root = readToml(text);
    if (root.any('app', 'env', 'http_service', 'services', 'processes', 'build', 'deploy').isNothing) return null;
    const folder = folderOf(path);
    const listeners = [root.get('http_service'), ...root.get('services').items].filter((each) => each.isMap);
    const variables = root
      .get('env')
      .entries.map(([name, item]) => declaredVariable(name, item.text, stated(path, item.line, `${name} is set here`)));
    const release = root.get('deploy', 'release_command').text;
    const dockerfile = root.get('build', 'dockerfile').text;
    const checks = [
      ...listeners.flatMap((each) => [...each.get('checks').items, ...each.get('http_checks').items]),
      ...root.get('checks').entries.map(([, each]) => each),
    ];
    const health = checks.map((each) => each.get('path').text).find((each) => each !== null) ?? null;
    const gpu = root.get('vm').listed.some((each) => !each.get('gpu_kind').isNothing);
    const processes = root.get('processes').entries;
    const name = root.get('app').text ?? baseName(folder);
    const volumes = root.get('mounts').listed.flatMap((each) => each.get('destination').text ?? []);
    const all: readonly (readonly [string, Item | null])[] = processes.length ? processes : [['app', null]];
    const services = all.map(([process, item]) => {
      const command = item?.text ?? null;
      const listens = listeners.find((each) => each.get('processes').items.length === 0 || each.get('processes').texts.includes(process));
      const isWeb =
        listens !== undefined &&
        (processes.length < 2 || listens.get('processes').items.length > 0 || process === 'app' || process === 'web');
      return declaredService(processes.length > 1 ? process : name, stated(path, item?.line ?? 1, `fly process ${process}`), {
        path: folder,
        dockerfile: dockerfile ? within(folder, dockerfile) : null,
        image: root.get('build', 'image').text,
        kind:
          (command ? kindOfCommand(command) : null) ?? (isWeb ? 'web' : (kindOfName(process) ?? (processes.length > 1 ? 'worker' : null))),
        language: command ? languageOfCommand(command) : null,
        command,
        release: release && (isWeb || processes.length < 2) ? [release] : [],
        ports: isWeb ? portsIn(listens.get('internal_port').text) : [],
        health: isWeb ? health : null,
        gpu: gpu ? 'required' : null,
        variables,
        volumes,
      });
    });
    return declaration(path, 'fly', { services });
  },
};
