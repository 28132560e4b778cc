import { baseName, folderOf } from '../../repository/paths.ts';
import { declaration, declaredService, declaredVariable, stated, type DeclarationReader } from '../declaration.ts';
import { readJson } from '../json.ts';

/** vercel.json: build settings, variables; a template's list of what it needs. */
export const vercelReader: DeclarationReader = {
  format: 'vercel',
  matches: (path) => /^(vercel|now)(-template)?\.json$/.test(baseName(path)),
  read(path, text) {
    const root = readJson(text);
    if (!root.isMap) return null;
    const folder = folderOf(path);
    const variables = [
      ...root
        .get('env')
        .entries.map(([name, item]) =>
          declaredVariable(name, item.text?.startsWith('@') ? null : item.text, stated(path, item.line, `${name} is set here`)),
        ),
      ...root
        .get('requiredEnv')
        .texts.map((name) =>
          declaredVariable(name, null, stated(path, root.get('requiredEnv').line, `${name} is required`), { required: true }),
        ),
      ...root
        .get('env')
        .items.flatMap((item) =>
          item.text ? [declaredVariable(item.text, null, stated(path, item.line, `${item.text} is asked for`))] : [],
        ),
    ];
    const build = root.get('buildCommand').text;
    const services = build
      ? [declaredService('web', stated(path, root.get('buildCommand').line, 'built on Vercel'), { path: folder, build: [build] })]
      : [];
    return services.length || variables.length ? declaration(path, 'vercel', { services, variables }) : null;
  },
};
