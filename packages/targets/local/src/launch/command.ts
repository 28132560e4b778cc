import { z } from 'zod';

/** A command as the repository wrote it, for a shell, or a program of ours with arguments that no shell sees. */
export const commandSchema = z.union([z.strictObject({ shell: z.string() }), z.strictObject({ argv: z.array(z.string()).min(1) })]);

export type Command = z.infer<typeof commandSchema>;

/** The arguments a command is started with. */
export function argvOf(command: Command): string[] {
  return 'shell' in command ? ['/bin/sh', '-c', command.shell] : command.argv;
}
