import type { DeployedResource } from '@groundwork/provision';
import { annotations } from '../manifest/manifest.ts';
import { labelsOf } from '../manifest/labels.ts';
import type { Canvas } from '../render/canvas.ts';
import { administrator, credentialKeys, credentialsOf } from './login.ts';

/**
 * The Secret with a server's passwords, without them: the engine makes them up where they are missing, and whoever applies the file
 * by hand puts them there.
 */
export function drawCredentials(canvas: Canvas, item: string, { id, name }: DeployedResource, user?: string): string {
  const secret = credentialsOf(id);
  const { password, admin } = credentialKeys;
  canvas.kept.set(`resource.${name}.password`, { secret, key: password });
  canvas.kept.set(`resource.${administrator(name)}.password`, { secret, key: admin });
  return canvas.add(
    item,
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: secret,
        labels: labelsOf(canvas.deployment, id, 'server'),
        annotations: { [annotations.generate]: `${admin} ${password}` },
      },
      // Operators ask for the name beside the password.
      ...(user === undefined ? {} : { stringData: { username: user } }),
      type: 'Opaque',
    },
    {
      step: 'foundation',
      stateful: true,
      why: [
        `passwords of ${name}, made up once; by hand: kubectl create secret generic ${secret} --from-literal=${password}=... --from-literal=${admin}=...`,
      ],
    },
  );
}
