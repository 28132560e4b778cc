import { resourceTypes } from '@groundwork/blueprint';
import { z } from 'zod';

export const containerServerSchema = z.strictObject({
  driver: z.literal('container'),
  /** Absolute: docker or podman. */
  engine: z.string(),
  /** With its registry and tag: `docker.io/library/redis:7`. */
  image: z.string(),
  /** Of the container and, where it keeps data, of its volume: the same every time. */
  name: z.string(),
  type: z.enum(resourceTypes),
  /** A private folder of ours, for the file with its variables. */
  data: z.string(),
  port: z.int(),
  /** The port it listens on inside. */
  inside: z.int(),
  /** Where its data is inside, `null` for a server that keeps none. */
  keeps: z.string().nullable(),
  /** Whom it runs as inside, where the image's own choice could not write to a volume. */
  user: z.string().nullable(),
  env: z.record(z.string(), z.string()),
  arguments: z.array(z.string()),
  extensions: z.array(z.string()),
});

export type ContainerServer = z.infer<typeof containerServerSchema>;
