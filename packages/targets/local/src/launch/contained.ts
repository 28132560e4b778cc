import type { Blueprint, Service } from '@groundwork/blueprint';
import { toldAbout, type Connection, type EnvironmentFolder, type Secrets } from '@groundwork/provision';
import { join } from 'node:path';
import { fileName } from './resources.ts';
import type { Contained } from './schema.ts';

interface Around {
  readonly blueprint: Blueprint;
  readonly folder: EnvironmentFolder;
  readonly connections: Readonly<Record<string, Connection>>;
  readonly secrets: Secrets;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * What a service finds here as it would in a container. Where its code has the address of a resource written in it, that is the
 * resource's own name in a network of containers; where it reads a password out of a file, whoever wrote that file chose it.
 */
export function containedOf(service: Service, { blueprint, folder, connections, secrets, values }: Around): Contained {
  const bound = service.env.flatMap(({ binding }) => (binding && 'resource' in binding ? [binding.resource] : []));
  const used = [...new Set([...service.uses.map(({ resource }) => resource), ...bound])].filter((name) => connections[name] !== undefined);
  const passwords = used.flatMap((name): [string, string][] => {
    // Code that is not told a user has its own written in it, which is the one every server has.
    const own = toldAbout(name, blueprint).password ? undefined : secrets.passwords[`${name} admin`];
    const password = own ?? connections[name]?.password ?? null;
    return password === null ? [] : [[name, password]];
  });
  return {
    folder: join(folder.root, 'contained', fileName(service.name)),
    hosts: used.filter((name) => /^[a-z][\w-]*$/.test(name) && toldAbout(name, blueprint).conventionalPort),
    secrets: { resources: Object.fromEntries(passwords), variables: { ...values } },
  };
}
