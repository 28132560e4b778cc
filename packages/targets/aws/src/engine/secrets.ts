import {
  CreateSecretCommand,
  DeleteSecretCommand,
  paginateListSecrets,
  PutSecretValueCommand,
  RestoreSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { generateSecret, type Engine } from '@groundwork/provision';
import { secretName, secretPrefix } from '../names.ts';
import { asked, errorFor, isRefusal } from './errors.ts';
import type { Session } from './session.ts';

/** Values of variables, each a secret of its own in Secrets Manager, so that a service is let read exactly its own. */
export function secretsOf(session: Session): Engine['secrets'] {
  const { clients, context } = session;
  const prefix = secretPrefix(context);

  const list = (): Promise<readonly string[]> =>
    asked(`secrets of ${session.prefix}`, async () => {
      const names: string[] = [];
      const pages = paginateListSecrets({ client: clients.secrets }, { Filters: [{ Key: 'name', Values: [prefix] }] });
      for await (const { SecretList = [] } of pages)
        for (const { Name = '' } of SecretList) if (Name.startsWith(prefix)) names.push(Name.slice(prefix.length));
      return names.sort();
    });

  return {
    list,
    set: (name, value) => asked(`secret ${name}`, () => write(name, value)),
    remove: async (name) => {
      try {
        await clients.secrets.send(new DeleteSecretCommand({ SecretId: secretName(context, name), ForceDeleteWithoutRecovery: true }));
      } catch (cause) {
        if (!isRefusal(cause, /^ResourceNotFoundException$/)) throw errorFor(cause, `secret ${name}`);
      }
    },
    generate: async (names) => {
      const known = new Set(await list());
      for (const name of names) if (!known.has(name)) await asked(`secret ${name}`, () => write(name, generateSecret(name)));
    },
  };

  async function write(name: string, SecretString: string): Promise<void> {
    const Name = secretName(context, name);
    const Tags = [
      { Key: 'groundwork:project', Value: context.name },
      { Key: 'groundwork:environment', Value: context.environment },
    ];
    try {
      await clients.secrets.send(new CreateSecretCommand({ Name, SecretString, Tags }));
    } catch (cause) {
      // Somebody deleted it, and it waits to be forgotten: it is taken back.
      if (isRefusal(cause, /^InvalidRequestException$/)) await clients.secrets.send(new RestoreSecretCommand({ SecretId: Name }));
      else if (!isRefusal(cause, /^ResourceExistsException$/)) throw cause;
      await clients.secrets.send(new PutSecretValueCommand({ SecretId: Name, SecretString }));
    }
  }
}
