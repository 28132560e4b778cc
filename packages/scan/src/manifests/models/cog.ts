import { baseName, folderOf, within } from '../../repository/paths.ts';
import { declaration, declaredService, stated, type DeclarationReader } from '../declaration.ts';
import { readYamlDocument } from '../yaml.ts';

/** cog.yaml: a model packed by Replicate's Cog, which serves it on port 5000. */
export const cogReader: DeclarationReader = {
  format: 'cog',
  matches: (path) => /^cog\.ya?ml$/.test(baseName(path)),
  read(path, text) {
    const root = readYamlDocument(text);
    const predict = root.any('predict', 'run').text;
    const train = root.get('train').text;
    const folder = folderOf(path);
    const build = root.get('build');
    const gpu = build.get('gpu').flag === true ? 'required' : null;
    const facts = {
      path: folder,
      language: 'python',
      runtime: build.get('python_version').text,
      systemPackages: [...build.get('system_packages').texts],
      gpu,
    } as const;
    const services = [
      ...(predict
        ? [
            declaredService('predict', stated(path, root.any('predict', 'run').line, `predictor ${predict}`), {
              ...facts,
              kind: 'inference',
              ports: [5000],
              health: '/health-check',
              entries: [within(folder, predict.split(':')[0] ?? '') ?? []].flat(),
            }),
          ]
        : []),
      ...(train
        ? [
            declaredService('train', stated(path, root.get('train').line, `trainer ${train}`), {
              ...facts,
              kind: 'training',
              entries: [within(folder, train.split(':')[0] ?? '') ?? []].flat(),
            }),
          ]
        : []),
    ];
    return services.length ? declaration(path, 'cog', { services }) : null;
  },
};
