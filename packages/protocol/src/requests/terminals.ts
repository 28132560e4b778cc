import { z } from 'zod';
import { request } from '../define.ts';
import { pathSchema } from './files.ts';

const id = z.string();
const columns = z.int().min(1).max(2000);
const rows = z.int().min(1).max(2000);

export const terminalSchema = z.strictObject({
  id,
  title: z.string(),
  cwd: z.string().describe('Absolute'),
  pid: z.int(),
  exit: z.int().nullable().describe('`null` while it runs'),
});

export const terminalsRequests = {
  'terminals/list': request(z.strictObject({}), z.array(terminalSchema)),
  /** The person's own shell, or one program. */
  'terminals/open': request(
    z.strictObject({
      cwd: pathSchema.default(''),
      program: z
        .strictObject({ file: z.string(), arguments: z.array(z.string()) })
        .nullable()
        .default(null),
      env: z.record(z.string(), z.string().nullable()).default({}).describe('`null` removes a variable'),
      title: z.string().max(200).nullable().default(null),
      columns,
      rows,
    }),
    terminalSchema,
  ),
  /** A terminal of the services' own command line: `gw run SERVICE`, `gw connect RESOURCE`. */
  'terminals/groundwork': request(z.strictObject({ arguments: z.array(z.string()).min(1), columns, rows }), terminalSchema),
  /** What it said so far, as it can be written to a fresh screen. From then on it is told of `terminals/data`. */
  'terminals/attach': request(z.strictObject({ id }), z.strictObject({ screen: z.string(), exit: z.int().nullable() })),
  'terminals/detach': request(z.strictObject({ id }), z.null()),
  'terminals/write': request(z.strictObject({ id, data: z.string().max(1_000_000) }), z.null()),
  'terminals/resize': request(z.strictObject({ id, columns, rows }), z.null()),
  'terminals/close': request(z.strictObject({ id }), z.null()),
};

export const terminalsNotifications = {
  'terminals/data': z.strictObject({ id, data: z.string() }),
  'terminals/exit': z.strictObject({ id, exit: z.int().nullable() }),
};
