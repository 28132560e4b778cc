import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';

export const rabbitmqServerSchema = z.strictObject({
  driver: z.literal('rabbitmq'),
  /** `rabbitmq-server` as RabbitMQ itself ships it, not what a package of the system wraps around it. */
  program: z.string(),
  /** Folder with `erl`. */
  erlang: z.string(),
  account: accountSchema,
  folder: z.string(),
  port: z.int(),
  /** Where Erlang's nodes talk to each other, and where they ask for that port: of its own, so that no other node is met. */
  distributionPort: z.int(),
  mapperPort: z.int(),
  /** Port of the page, where the installation has one. */
  pagePort: z.int().nullable(),
  user: z.string(),
  password: z.string(),
  adminPassword: z.string(),
});

export type RabbitmqServer = z.infer<typeof rabbitmqServerSchema>;
