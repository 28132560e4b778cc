import { z } from 'zod';
import { request } from '../define.ts';

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
  /** The shells of this machine; the person's own is the default one. */
  'terminals/profiles': request(
    z.strictObject({}),
    z.array(z.strictObject({ name: z.string(), path: z.string(), isDefault: z.boolean() })),
  ),
  /** The person's own shell, or one program. */
  'terminals/open': request(
    z.strictObject({
      cwd: z.string().max(4096).default('').describe('Absolute, or relative to the folder that is open'),
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
  'terminals/attach': request(z.strictObject({ id }), z.strictObject({ screen: z.string(), columns, rows, exit: z.int().nullable() })),
  'terminals/detach': request(z.strictObject({ id }), z.null()),
  /** So many characters of its data are on the window's screen: a program waits for a window that does not follow. */
  'terminals/shown': request(z.strictObject({ id, characters: z.int().min(0) }), z.null()),
  'terminals/write': request(z.strictObject({ id, data: z.string().max(1_000_000) }), z.null()),
  'terminals/resize': request(z.strictObject({ id, columns, rows }), z.null()),
  /** Forgets what was said so far, but for the line of the prompt. */
  'terminals/clear': request(z.strictObject({ id }), z.null()),
  /** A name that a person gave it, instead of what runs in it. */
  'terminals/rename': request(z.strictObject({ id, title: z.string().min(1).max(200) }), z.null()),
  'terminals/close': request(z.strictObject({ id }), z.null()),
};

export const terminalsNotifications = {
  'terminals/data': z.strictObject({ id, data: z.string() }),
  /** What runs in it now. */
  'terminals/titled': z.strictObject({ id, title: z.string() }),
  /** Another window gave it another size. */
  'terminals/resized': z.strictObject({ id, columns, rows }),
  'terminals/exit': z.strictObject({ id, exit: z.int().nullable() }),
};
