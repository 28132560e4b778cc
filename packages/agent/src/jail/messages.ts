import { z } from 'zod';

export interface StartMessage {
  readonly type: 'start';
  readonly id: number;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What the supervisor inside is told. */
export type ToSupervisor =
  | StartMessage
  | { readonly type: 'kill'; readonly id: number }
  | { readonly type: 'end'; readonly id: number }
  | { readonly type: 'taken'; readonly id: number; readonly stream: 'stdout' | 'stderr'; readonly bytes: number };

export interface Most {
  readonly processes: number;
  readonly memoryBytes: number;
}

export interface SupervisorOptions {
  readonly bwrap: string;
  /** Words before each command that set its limits. */
  readonly limits: readonly string[];
  /** A file with the filter of system calls; `null` on a processor it is not written for. */
  readonly seccomp: string | null;
  readonly doors: readonly { readonly socket: string; readonly port: number }[];
  readonly most: Most;
}

/** What it says. It is in the jail, so it is read as what a stranger says. */
export const fromSupervisorSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('written'), id: z.int() }),
  z.strictObject({ type: z.literal('exit'), id: z.int(), code: z.int().nullable(), error: z.string().optional() }),
  z.strictObject({ type: z.literal('over'), reason: z.enum(['memory', 'processes']) }),
]);
export type FromSupervisor = z.infer<typeof fromSupervisorSchema>;
