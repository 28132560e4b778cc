import type { Declaration, DeclaredService } from '../../manifests/declaration.ts';
import { folderOf } from '../../repository/paths.ts';

/** Stands for the image of a service that another file has as a server: which one no longer matters. */
export const elsewhere = 'elsewhere';

/** What the compose files of one folder say together about a service: one builds it, one names its image, another only sets a variable. */
export interface Sibling {
  built: DeclaredService | null;
  image: string | null;
}

export function composeSiblings(declarations: readonly Declaration[]): ReadonlyMap<string, Sibling> {
  const found = new Map<string, Sibling>();
  for (const { format, file, services, resources } of declarations) {
    if (format !== 'compose') continue;
    const at = (name: string): Sibling => {
      const key = `${folderOf(file)}\0${name}`;
      const known = found.get(key) ?? { built: null, image: null };
      found.set(key, known);
      return known;
    };
    for (const service of services) {
      const known = at(service.name);
      if (service.dockerfile !== null) known.built ??= service;
      known.image ??= service.image;
    }
    for (const { name } of resources) at(name).image ??= elsewhere;
  }
  return found;
}

export function withSibling(service: DeclaredService, declaration: Declaration, siblings: ReadonlyMap<string, Sibling>): DeclaredService {
  if (declaration.format !== 'compose' || service.dockerfile !== null) return service;
  const sibling = siblings.get(`${folderOf(declaration.file)}\0${service.name}`);
  const sameImage = declaration.services.find((each) => each.dockerfile !== null && each.image !== null && each.image === service.image);
  const built = sibling?.built ?? sameImage;
  if (built) return { ...service, path: service.path ?? built.path, dockerfile: built.dockerfile };
  return { ...service, image: service.image ?? sibling?.image ?? null };
}
