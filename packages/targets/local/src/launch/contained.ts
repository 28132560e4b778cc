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
 * What a service finds here as it would in a container. Hosts that its code has written in it
 * lead here; where it reads a password out of a file, whoever wrote that file chose it.
 */
export function containedOf(service: Service, { blueprint, folder, connections, secrets, values }: Around): Contained {
  const bound = service.env.flatMap(({ binding }) => (binding && 'resource' in binding ? [binding.resource] : []));
  const used = [...new Set([...service.uses.map(({ resource }) => resource), ...bound])].filter((name) => connections[name] !== undefined);
  const passwords = used.flatMap((name): [string, string][] => {
    const { password: isTold, written } = toldAbout(name, blueprint);
    // A user that is written in the code is made, unless it is the one every server has.
    const own =
      isTold || (written.user !== null && written.user === connections[name]?.user) ? undefined : secrets.passwords[`${name} admin`];
    const password = own ?? connections[name]?.password ?? null;
    return password === null ? [] : [[name, password]];
  });
  return {
    folder: join(folder.root, 'contained', fileName(service.name)),
    hosts: [...new Set(used.flatMap((name) => toldAbout(name, blueprint).written.hosts))],
    secrets: { resources: Object.fromEntries(passwords), variables: { ...values } },
  };
}
