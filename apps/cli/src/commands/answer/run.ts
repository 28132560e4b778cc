import type { CliContext } from '../../context.ts';
import type { AnswerFlags } from './command.ts';

export async function answer(this: CliContext, _flags: AnswerFlags, _id: string, _value: string): Promise<void> {}
