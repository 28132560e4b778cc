import type { Service } from '@groundwork/blueprint';

/** What is built once: services of one folder that are installed alike. It is named after the first of them. */
export interface Image {
  readonly name: string;
  readonly services: readonly [Service, ...Service[]];
}

/**
 * The images of these services, in their order. Services of one folder that are installed alike share one, which is built for all of
 * them: builds of one more than the other cost less than a second image, and its layers are pulled once.
 */
export function imagesOf(services: readonly Service[]): Image[] {
  const found = new Map<string, [Service, ...Service[]]>();
  for (const service of services) {
    const key = sharedBy(service);
    const known = found.get(key);
    if (known) known.push(service);
    else found.set(key, [service]);
  }
  return [...found.values()].map((all) => ({ name: all[0].name, services: all }));
}

/** A page needs no language at run time, and a GPU an image of gigabytes: neither is shared with what is otherwise alike. */
function sharedBy({ path, language, runtime, install, kind, gpu }: Service): string {
  return JSON.stringify([path, language, runtime.version, install, kind === 'static', gpu !== 'none']);
}

/** Every command of an image's services of one kind, each once, in their order. */
export function commandsOf({ services }: Image, kind: 'install' | 'build' | 'release'): string[] {
  return [...new Set(services.flatMap((service) => service[kind]))];
}

/** Debian packages any of them needs; a name that is none is no word for a shell either. */
export const systemPackagesOf = ({ services }: Image): string[] =>
  [...new Set(services.flatMap((each) => each.systemPackages))].filter((name) => /^[a-z0-9][a-z0-9.+-]+$/.test(name)).sort();

/** Every command that runs in the finished image. */
export const runsOf = (image: Image): string[] => [
  ...commandsOf(image, 'release'),
  ...image.services.flatMap(({ start }) => (start === null ? [] : [start])),
];
