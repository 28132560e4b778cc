import type { Handlers } from '@groundwork/protocol';
import { answerQuestion, previewUp, removeSecret, secretsOf, setSecret } from '@groundwork/toolkit';
import type { WindowContext } from '../rpc/context.ts';
import type { Workspace } from '../rpc/workspace.ts';
import { blueprintOf } from './blueprint.ts';
import { environmentOf } from './environment.ts';

type Names = 'status' | 'preview' | 'up' | 'restart' | 'down' | 'reset';
type Environments = `environment/${Names}`;

export function environmentHandlers({ workspace, tell, signal: gone }: WindowContext): Handlers<Environments> {
  const environment = environmentOf(workspace);
  let greeted = false;
  return {
    'environment/status': async () => {
      // A window that comes in the middle of something sees what is under way.
      if (!greeted) for (const event of environment.running) tell('environment/progress', event);
      greeted = true;
      return environment.status();
    },
    'environment/preview': async () => {
      const blueprint = blueprintOf(workspace);
      const read = await blueprint.read();
      // What would run cannot be told from half of what was decided.
      if (blueprint.wrong) throw blueprint.wrong;
      const { trusted, commands, servers, secrets, leftOut, nothing } = await previewUp(workspace.dir, read);
      return {
        trusted: trusted || workspace.example,
        commands: [...commands],
        servers: [...servers],
        secrets: secrets.map((secret) => ({ ...secret, services: [...secret.services] })),
        leftOut: [...leftOut],
        nothing,
      };
    },
    'environment/up': (params, cancelled) => environment.up(params, { cancelled, gone }),
    'environment/restart': ({ service }, cancelled) => environment.restart(service, cancelled),
    'environment/down': () => environment.down(),
    'environment/reset': () => environment.reset(),
  };
}

export function questionsHandlers({ workspace }: WindowContext): Handlers<'questions/answer'> {
  return {
    'questions/answer': async ({ id, value }) => {
      const { file } = await answerQuestion(workspace.dir, id, value, { host: workspace.host });
      await readAgain(workspace);
      return { file };
    },
  };
}

export function secretsHandlers({ workspace }: WindowContext): Handlers<'secrets/list' | 'secrets/set' | 'secrets/remove'> {
  const { dir, host } = workspace;
  return {
    'secrets/list': async () =>
      secretsOf(dir, await blueprintOf(workspace).read()).map((secret) => ({ ...secret, services: [...secret.services] })),
    'secrets/set': async ({ name, value }) => {
      const { running } = await setSecret(dir, name, { host, read: async () => value });
      return { running };
    },
    'secrets/remove': ({ name }) => removeSecret(dir, name),
  };
}

async function readAgain(workspace: Workspace): Promise<void> {
  await blueprintOf(workspace).read();
  await environmentOf(workspace).changed();
}
