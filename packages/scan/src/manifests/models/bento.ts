import { baseName, folderOf, within } from '../../repository/paths.ts';
import { declaration, declaredService, declaredVariable, stated, type DeclarationReader } from '../declaration.ts';
import { readYamlDocument } from '../yaml.ts';

/** bentofile.yaml: which service a BentoML project serves, and on what. */
export const bentoReader: DeclarationReader = {
  format: 'bento',
  matches: (path) => /^bentofile(\.[\w-]+)?\.ya?ml$/.test(baseName(path)),
  read(path, text) {
    const root = readYamlDocument(text);
    const service = root.get('service').text;
    if (!service) return null;
    const folder = folderOf(path);
    const docker = root.get('docker');
    const [module = '', name] = service.split(':');
    return declaration(path, 'bento', {
      services: [
        declaredService(name ?? 'service', stated(path, root.get('service').line, `BentoML service ${service}`), {
          path: folder,
          kind: 'inference',
          language: 'python',
          entries: [within(folder, `${module.replace(/\.py$/, '').replaceAll('.', '/')}.py`) ?? []].flat(),
          runtime: docker.get('python_version').text ?? root.get('python', 'version').text,
          command: `bentoml serve ${service}`,
          ports: [3000],
          gpu: docker.get('cuda_version').isNothing ? null : 'required',
          systemPackages: [...docker.get('system_packages').texts],
          variables: root.get('envs').items.flatMap((item) => {
            const key = item.get('name').text;
            return key ? [declaredVariable(key, item.get('value').text, stated(path, item.line, `${key} is listed here`))] : [];
          }),
        }),
      ],
    });
  },
};
