import { baseName, folderOf, within } from '../../repository/paths.ts';
import { declaration, declaredService, stated, type DeclarationReader } from '../declaration.ts';
import { runtimeNamed } from '../names.ts';
import { readYamlDocument } from '../yaml.ts';

/** azure.yaml of the Azure Developer CLI: which folders are services, and on what they run. */
export const azdReader: DeclarationReader = {
  format: 'azd',
  matches: (path) => /^azure\.ya?ml$/.test(baseName(path)),
  read(path, text) {
    const services = readYamlDocument(text).get('services').entries;
    if (services.length === 0) return null;
    const folder = folderOf(path);
    return declaration(path, 'azd', {
      services: services.map(([name, item]) => {
        const host = item.get('host').text;
        const project = within(folder, item.get('project').text ?? '.') ?? folder;
        const dockerfile = item.get('docker', 'path').text;
        return declaredService(name, stated(path, item.line, `service ${name}${host ? ` on ${host}` : ''}`), {
          path: project,
          dockerfile: dockerfile ? within(project, dockerfile) : null,
          kind: host === 'staticwebapp' ? 'static' : host === 'function' ? 'function' : null,
          language: runtimeNamed(item.any('language').text).language,
        });
      }),
    });
  },
};
