import { baseName, folderOf, within } from '../../repository/paths.ts';
import { declaration, stated, type DeclarationReader, type DeclaredResource, type DeclaredService } from '../declaration.ts';
import type { Item } from '../item.ts';
import { readYamlDocument } from '../yaml.ts';
import { serviceIn } from './service.ts';
import { resourcesOfServer } from '../servers/server.ts';
import { ruleOfImage } from '../../catalog/images.ts';

const name =
  /^(docker-|podman-)?(compose|stack)([.\-_][\w.-]+)?\.ya?ml$|^docker-compose[\w.-]*\.ya?ml$|[.\-_](docker-)?compose([.\-_][\w-]+)?\.ya?ml$|^(docker-)?stack\.ya?ml$/i;

/** Compose files: the base, overrides and variants under any of their usual names. How they fall together is the assembly's. */
export const composeReader: DeclarationReader = {
  format: 'compose',
  matches: (path) => name.test(baseName(path)),
  read(path, text) {
    const root = readYamlDocument(text);
    const services = root.get('services');
    // The first version of the format had its services at the top.
    const all = services.isMap ? services.entries : root.entries.filter(([, each]) => each.isMap && !each.any('image', 'build').isNothing);
    if (all.length === 0) return null;
    const byName = new Map(all);
    const own: DeclaredService[] = [];
    const resources: DeclaredResource[] = [];
    for (const [key, item] of all) {
      if (!item.isMap) continue;
      const service = serviceIn(key, extended(item, byName), path);
      const servers =
        service.image === null || service.dockerfile !== null
          ? []
          : resourcesOfServer({
              ...service,
              image: service.image,
              evidence: stated(path, item.line, `service ${key} of image ${service.image}`),
            });
      resources.push(...servers);
      if (servers.length === 0 && !(service.image !== null && service.dockerfile === null && ruleOfImage(service.image))) own.push(service);
    }
    return declaration(path, 'compose', { services: own, resources });
  },
};

/** A service with those it extends in the same file, itself first. Other files' are joined by name later. */
function extended(item: Item, services: ReadonlyMap<string, Item>): Item[] {
  const chain = [item];
  for (let at = item; chain.length < 10;) {
    const extend = at.get('extends');
    const target = extend.isMap ? (extend.get('file').isNothing ? extend.get('service').text : null) : extend.text;
    const next = target === null ? undefined : services.get(target);
    if (!next || chain.includes(next)) break;
    chain.push(next);
    at = next;
  }
  return chain;
}

/** The folder paths of a compose file are relative to. */
export const composeFolder = (path: string): string => within(folderOf(path), '.') ?? '.';
