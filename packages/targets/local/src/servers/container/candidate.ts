import { join } from 'node:path';
import type { ResourceType } from '@groundwork/blueprint';
import { accountOf, serverImageOf, tagged, type Login, type ServerImage } from '@groundwork/provision';
import { firstOf } from '../chain.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import type { Obtain } from '../obtain/schema.ts';
import { canHave, findEngine, hasImage, type Engine } from './engine.ts';
import { servedOutside } from './kept.ts';

/**
 * The server in a container, where an engine answers and the image is here or its registry lets us have it. Comes after a program
 * on PATH in every chain: that one starts sooner and asks nobody.
 */
export function inContainer(
  request: ServerRequest,
  engine: Engine | null = findEngine(),
  image: ServerImage | null = serverImageOf(request.type),
): FoundServer | null {
  const { name, type, port, data, instance, extensions } = request;
  const wanted = image && tagged(image, request);
  if (image?.data && servedOutside(data)) return null;
  if (engine === null || image === null || wanted === null || !canHave(engine, wanted)) return null;
  const login: Login = { ...request, host: '127.0.0.1', ...accountOf(type, request) };
  return {
    title: `${image.title} ${tagOf(wanted)} (${engine.name})`,
    server: {
      driver: 'container',
      engine: engine.program,
      image: wanted,
      name: `groundwork-${instance.slice(0, 8)}-${plain(name)}`,
      type,
      data,
      port,
      inside: image.port,
      keeps: image.data,
      user: image.user ?? null,
      env: { ...image.env?.(login) },
      arguments: [...(image.arguments?.(login) ?? [])],
      extensions: [...extensions],
    },
    connection: { ...nobody(type, port), ...image.connection?.(login) },
    ...(hasImage(engine.program, wanted) ? {} : { obtain: pull(engine, wanted, data) }),
    warning: null,
  };
}

/** A type that nothing but an image carries. */
export const containerProvider = (port: number): ServerProvider => ({
  port,
  find: (request) => firstOf([inContainer], request, { apt: 'podman', brew: 'podman' }),
});

const tagOf = (image: string): string => image.slice(image.lastIndexOf(':') + 1);

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '') || 'server';

const nobody = (type: ResourceType, port: number) => ({
  type,
  host: '127.0.0.1',
  port,
  user: null,
  password: null,
  database: null,
  path: null,
});

/** As a task of its own, so that a person sees what takes so long. */
function pull({ program }: Engine, image: string, data: string): Obtain {
  return { label: `${image} (pull)`, folder: join(data, 'pulled'), commands: [{ argv: [program, 'pull', image] }], env: {} };
}
