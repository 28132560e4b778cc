import { addons } from '../../catalog/addons.ts';
import { baseName, folderOf, within } from '../../repository/paths.ts';
import { commandIn, kindOfCommand, languageOfCommand } from '../command.ts';
import {
  declaration,
  declaredResource,
  declaredService,
  declaredVariable,
  stated,
  type DeclarationReader,
  type DeclaredService,
} from '../declaration.ts';
import { kindOfName } from '../names.ts';
import { readYamlDocument } from '../yaml.ts';

/** heroku.yml: Docker builds, run commands, add-ons. */
export const herokuReader: DeclarationReader = {
  format: 'heroku',
  matches: (path) => /^heroku\.ya?ml$/.test(baseName(path)),
  read(path, text) {
    const root = readYamlDocument(text);
    const folder = folderOf(path);
    const run = new Map(root.get('run').entries);
    const built = new Map(root.get('build', 'docker').entries);
    const release = commandIn(root.get('release').isMap ? root.get('release', 'command') : root.get('release'));
    const settings = root
      .get('setup', 'config')
      .entries.map(([name, item]) => declaredVariable(name, item.text, stated(path, item.line, `${name} is set here`)));
    const services = [...new Set([...built.keys(), ...run.keys()])].map((name): DeclaredService => {
      const item = built.get(name) ?? run.get(name);
      const command = run.get(name)?.isMap ? commandIn(run.get(name)?.get('command') ?? root) : commandIn(run.get(name) ?? root);
      const image = built.get(name);
      const dockerfile = image?.isMap ? image.get('dockerfile').text : image?.text;
      return declaredService(name, stated(path, item?.line ?? 1, `process type ${name}`), {
        path: folder,
        dockerfile: dockerfile ? within(folder, dockerfile) : null,
        kind: name === 'web' ? 'web' : ((command ? kindOfCommand(command) : null) ?? kindOfName(name) ?? 'worker'),
        language: command ? languageOfCommand(command) : null,
        command,
        release: release && name === 'web' ? [release] : [],
        variables: settings,
      });
    });
    const resources = root.get('setup', 'addons').items.flatMap((addon) => {
      const name = addon.get('plan').text?.split(':')[0] ?? '';
      const known = addons[name];
      return known ? [declaredResource(name, known.type, stated(path, addon.line, `add-on ${name}`))] : [];
    });
    return services.length || resources.length ? declaration(path, 'heroku', { services, resources }) : null;
  },
};
