import { azureResources } from '../../catalog/cloud-resources.ts';
import { declaration, declaredResource, stated, type DeclarationReader, type DeclaredResource } from '../declaration.ts';
import type { Item } from '../item.ts';
import { readJson } from '../json.ts';
import { typeOf } from './references.ts';

const deepest = 8;

/** ARM templates: the same resources as Bicep, as JSON. */
export const armReader: DeclarationReader = {
  format: 'arm',
  matches: (path) => /(azuredeploy|maintemplate|mainTemplate|template|arm)[\w.-]*\.json$/i.test(path),
  read(path, text) {
    if (!text.includes('deploymentTemplate.json')) return null;
    const resources = found(readJson(text).get('resources'), path, 0);
    return resources.length ? declaration(path, 'arm', { resources }) : null;
  },
};

function found(list: Item, path: string, depth: number): DeclaredResource[] {
  const items = list.isMap ? list.entries.map(([, item]) => item) : list.items;
  return items.flatMap((item): DeclaredResource[] => {
    const type = item.get('type').text ?? '';
    const known = azureResources[type.toLowerCase()];
    const decided = known ? typeOf(known, known.by ? item.get(known.by.property).text : null) : null;
    const nested =
      depth < deepest
        ? [...found(item.get('resources'), path, depth + 1), ...found(item.get('properties', 'template', 'resources'), path, depth + 1)]
        : [];
    if (!known || !decided) return nested;
    const version = known.version ? item.get('properties', known.version).text : null;
    const optional = known.incidental === true || !item.get('condition').isNothing;
    return [
      declaredResource(type, decided, stated(path, item.line, type, known.incidental ? 0.6 : 0.9), {
        version: version && /^\d/.test(version) ? version : null,
        optional,
      }),
      ...nested,
    ];
  });
}
