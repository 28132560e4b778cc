import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { queryError } from '../errors.ts';
import { answerSchema, type Answered, type Task } from './messages.ts';

/** From its source while developing, compiled beside this file, or bundled beside the command line. */
const places = ['./main.ts', './main.js', '../sqlite-browser.js', './sqlite-browser.js'];

/** The program that opens the file: started with the first task, and again after one that had to be stopped. */
export interface Program {
  run(task: Task): Promise<Answered>;
  stop(): void;
}

export function createProgram(): Program {
  let child: ChildProcess | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const stop = (): void => {
    child?.kill('SIGKILL');
    child = null;
  };
  const ask = (task: Task): Promise<Answered> => {
    child ??= start();
    const asked = child;
    return new Promise((done, fail) => {
      const ended = (): void => fail(queryError(new Error('What read the file was stopped')));
      asked.once('exit', ended);
      asked.once('message', (message) => {
        asked.off('exit', ended);
        const answer = answerSchema.safeParse(message);
        if (answer.success) done(answer.data);
        else fail(queryError(answer.error));
      });
      asked.send(task);
    });
  };
  return {
    // One at a time: an answer has no name.
    run: (task) => {
      const next = last.then(() => ask(task));
      last = next.catch(() => {});
      return next;
    },
    stop,
  };
}

function start(): ChildProcess {
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const file = files.find((each) => existsSync(each)) ?? 'sqlite-browser.js';
  const source = file.endsWith('.ts') ? ['--conditions=groundwork-source'] : [];
  const child = fork(file, [], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=256', ...source],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {},
  });
  child.on('error', () => {});
  return child;
}
