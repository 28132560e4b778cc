import { addons } from '../../catalog/addons.ts';
import { versionOfTag } from '../../catalog/image-names.ts';
import { baseName } from '../../repository/paths.ts';
import {
  declaration,
  declaredResource,
  declaredVariable,
  stated,
  type DeclarationReader,
  type DeclaredResource,
  type DeclaredVariable,
} from '../declaration.ts';
import type { Item } from '../item.ts';
import { readJson } from '../json.ts';

/** Heroku's app.json (also read by Dokku and Scalingo): add-ons, variables, what is run after the first deploy. */
export const appJsonReader: DeclarationReader = {
  format: 'app-json',
  matches: (path) => /^(app|scalingo)\.json$/.test(baseName(path)),
  read(path, text) {
    // An Expo application's app.json is something else.
    const root = readJson(text);
    if (
      root.get('expo').isMap ||
      !(root.get('env').isMap || root.get('addons').items.length || root.get('buildpacks').items.length || root.get('formation').isMap)
    )
      return null;
    const resources: DeclaredResource[] = [];
    const given: DeclaredVariable[] = [];
    for (const addon of root.get('addons').items) {
      const plan = addon.isMap ? addon.get('plan').text : addon.text;
      const [name = ''] = (plan ?? '').split(':');
      const known = addons[name.replace(/^scalingo-/, 'heroku-')];
      if (!known) continue;
      const evidence = stated(path, addon.line, `add-on ${name}`);
      const version = versionOfTag(addon.get('options', 'version').text);
      resources.push(declaredResource(name, known.type, evidence, { version }));
      const prefix = addon.get('as').text;
      const variable = prefix && known.variable?.endsWith('_URL') ? `${prefix.toUpperCase()}_URL` : known.variable;
      if (variable) given.push(declaredVariable(variable, null, evidence, { required: true, from: { name, property: 'url' } }));
    }
    const listed = root.get('env').entries.map(([name, item]) => variableOf(name, item, path));
    const known = new Set(listed.map(({ name }) => name));
    return declaration(path, 'app-json', { resources, variables: [...listed, ...given.filter(({ name }) => !known.has(name))] });
  },
};

function variableOf(name: string, item: Item, path: string): DeclaredVariable {
  const evidence = stated(path, item.line, `${name} is listed here`);
  if (!item.isMap) return declaredVariable(name, item.text, evidence);
  const generated = item.get('generator').text === 'secret';
  return declaredVariable(name, item.get('value').text, evidence, {
    generated,
    secret: generated ? true : null,
    // Heroku asks for every variable unless it says `required: false`.
    required: item.get('required').flag,
  });
}
