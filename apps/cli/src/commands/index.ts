import { answerCommand } from './answer/command.ts';
import { scanCommand } from './scan/command.ts';

/** Every command, in the order `groundwork --help` lists them: the order a newcomer meets them. */
export const routes = {
  scan: scanCommand,
  answer: answerCommand,
};
