import { GroundworkError } from '@groundwork/host';
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { answerSchema, type Answer, type Task } from './messages.ts';

/** Bundled beside the command line, from its source while developing, or compiled beside this file. */
const places = ['../churn-reader.js', './churn-reader.js', './main.ts', './main.js'];

/** Somebody who types goes first. */
const niceness = 10;

type Asked = { readonly is: 'read' } | { readonly is: 'origins'; readonly file: string };
type Answered<Is extends Answer['is']> = Extract<Answer, { readonly is: Is }>;

/** The program that reads histories: started with the first question, and again after it was stopped. */
export class ReaderProgram {
  readonly #dir: string;
  readonly #waiting = new Map<number, { readonly take: (answer: Answer) => void; readonly fail: (cause: unknown) => void }>();
  #child: ChildProcess | null = null;
  #next = 0;

  constructor(dir: string) {
    this.#dir = dir;
  }

  get isRunning(): boolean {
    return this.#child !== null;
  }

  /** Throws `churn.*`; `churn.stopped` when it was stopped meanwhile. */
  async ask<Is extends Asked['is']>(
    asked: Extract<Asked, { readonly is: Is }>,
    progress: (done: number, total: number | null) => void = () => {},
  ): Promise<Answered<Is>> {
    const child = (this.#child ??= this.#start());
    const id = (this.#next += 1);
    const task: Task = { ...asked, id };
    return await new Promise<Answered<Is>>((resolve, reject) => {
      const settle = (done: () => void): void => {
        this.#waiting.delete(id);
        if (this.#waiting.size === 0) this.#keep(false);
        done();
      };
      this.#waiting.set(id, {
        take: (answer) => {
          if (answer.is === 'progress') progress(answer.done, answer.total);
          else if (answer.is === 'failed') settle(() => reject(errorOf(answer)));
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a task is answered by what is called like it
          else settle(() => resolve(answer as Answered<Is>));
        },
        fail: (cause) => settle(() => reject(cause instanceof GroundworkError ? cause : stopped(cause))),
      });
      this.#keep(true);
      child.send(task, (cause) => cause && this.#waiting.get(id)?.fail(cause));
    });
  }

  /** Ends it wherever it is: what it had read is kept, and the next one goes on from there. */
  stop(): void {
    this.#child?.kill('SIGKILL');
    this.#gone(null);
  }

  #start(): ChildProcess {
    const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
    const file = files.find((each) => existsSync(each)) ?? 'churn-reader.js';
    const execArgv = file.endsWith('.ts') ? ['--conditions=groundwork-source', '--disable-warning=ExperimentalWarning'] : [];
    const child = fork(file, [this.#dir], { execArgv, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    if (child.pid !== undefined) setPriorityOf(child.pid);
    child.on('message', (message) => {
      const answer = answerSchema.safeParse(message).data;
      if (answer) this.#waiting.get(answer.id)?.take(answer);
    });
    const gone = (cause: unknown): void => {
      if (this.#child === child) this.#gone(cause);
    };
    child.on('error', gone);
    child.on('exit', gone);
    return child;
  }

  /** Whether this process stays for it: only while somebody waits for an answer. It ends with the channel. */
  #keep(isWanted: boolean): void {
    const child = this.#child;
    if (isWanted) child?.ref();
    else child?.unref();
    if (isWanted) child?.channel?.ref();
    else child?.channel?.unref();
  }

  #gone(cause: unknown): void {
    this.#child = null;
    for (const { fail } of this.#waiting.values()) fail(cause);
  }
}

function setPriorityOf(pid: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // Not allowed here, or it is gone: then it reads as fast as anybody.
  }
}

const errorOf = ({ code, message, where, fix, exit }: Answered<'failed'>): GroundworkError =>
  new GroundworkError({ code, message, exit, ...(where === null ? {} : { where }), ...(fix === null ? {} : { fix }) });

const stopped = (cause: unknown): GroundworkError =>
  new GroundworkError({
    code: 'churn.stopped',
    message: 'Reading the history was stopped',
    fix: 'Read it again: it goes on from there',
    cause,
  });
