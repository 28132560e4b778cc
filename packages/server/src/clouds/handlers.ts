import { silentHost } from '@groundwork/host';
import type { Handlers } from '@groundwork/protocol';
import { addEnvironment, driftCloud, listCloudSecrets, logsCloud, planCloud, removeEnvironment, setCloudSecret } from '@groundwork/toolkit';
import { blueprintOf } from '../environment/blueprint.ts';
import type { WindowContext } from '../rpc/context.ts';
import { cloudsOf } from './clouds.ts';

type Names =
  | 'list'
  | 'add'
  | 'remove'
  | 'plan'
  | 'deploy'
  | 'destroy'
  | 'status'
  | 'drift'
  | 'secrets'
  | 'setSecret'
  | 'follow'
  | 'unfollow';

export function cloudsHandlers({ workspace, tell, signal: gone, onClose }: WindowContext): Handlers<`clouds/${Names}`> {
  const clouds = cloudsOf(workspace);
  const { dir } = workspace;
  const followed = new Map<string, AbortController>();
  let greeted = false;
  onClose(() => {
    for (const stop of followed.values()) stop.abort();
  });
  const options = async (signal: AbortSignal) => {
    const blueprint = blueprintOf(workspace);
    const read = await blueprint.read();
    if (blueprint.wrong) throw blueprint.wrong;
    return { host: { ...silentHost, signal }, env: process.env, blueprint: read };
  };
  const listNow = () => {
    clouds.changed();
    return clouds.list();
  };
  return {
    'clouds/list': async () => {
      // A window that comes in the middle of something sees what is under way.
      if (!greeted) for (const each of clouds.running) tell('clouds/progress', each);
      greeted = true;
      return clouds.list();
    },
    'clouds/add': async ({ name, settings }) => {
      await addEnvironment(dir, name, settings);
      return listNow();
    },
    'clouds/remove': async ({ name }) => {
      await removeEnvironment(dir, name);
      return listNow();
    },
    // Read anew: roles are made of what an editor does not follow with each keystroke.
    'clouds/plan': ({ name }, signal) => planCloud(dir, name, { host: { ...silentHost, signal }, env: process.env }),
    'clouds/deploy': (asked, cancelled) => clouds.deploy(asked, { cancelled, gone }),
    'clouds/destroy': (asked, cancelled) => clouds.destroy(asked, { cancelled, gone }),
    'clouds/status': ({ name }, signal) => clouds.status(name, signal),
    'clouds/drift': async ({ name }, signal) => {
      const { drifted, unchecked, ...rest } = await driftCloud(dir, name, await options(signal));
      return { ...rest, drifted: drifted.map((each) => ({ ...each, differences: [...each.differences] })), unchecked: [...unchecked] };
    },
    'clouds/secrets': async ({ name }, signal) =>
      (await listCloudSecrets(dir, name, await options(signal))).map((each) => ({ ...each, services: [...each.services] })),
    'clouds/setSecret': async ({ name, secret, value }, signal) => {
      await setCloudSecret(dir, name, secret, { ...(await options(signal)), read: async () => value });
      return null;
    },
    'clouds/follow': async ({ id, name, service, lines }) => {
      followed.get(id)?.abort();
      const stop = new AbortController();
      followed.set(id, stop);
      const follow = async (): Promise<void> => {
        for await (const line of logsCloud(dir, name, { ...(await options(stop.signal)), service, follow: true, lines })) {
          if (stop.signal.aborted) return;
          tell('logs/lines', { id, lines: [{ name: line.service, text: line.text }] });
        }
      };
      // Where it ends early, the channel says why.
      follow().catch((cause: unknown) => {
        if (!stop.signal.aborted)
          tell('logs/lines', { id, lines: [{ name, text: cause instanceof Error ? cause.message : String(cause) }] });
      });
      return null;
    },
    'clouds/unfollow': async ({ id }) => {
      followed.get(id)?.abort();
      followed.delete(id);
      return null;
    },
  };
}
