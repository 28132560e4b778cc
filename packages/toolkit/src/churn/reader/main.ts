// Reads the history of one folder's repository and keeps it, for editors that ask about its lines. A program of its own: counting the
// lines of a long history takes a processor and some hundred megabytes for a while, and whoever types beside it must not notice.
import { accountFor, churnPage, fileOrigins, type Accounted } from '@groundwork/churn';
import { figuresOf } from '@groundwork/churn/figures';
import { exitCodes, GroundworkError, silentHost } from '@groundwork/host';
import { basename } from 'node:path';
import { keepYoungObjectsFew } from '../young-objects.ts';
import { taskSchema, type Answer, type Task } from './messages.ts';

keepYoungObjectsFew();
const dir = process.argv[2] ?? '.';
let known: Accounted | null = null;

const tell = (answer: Answer): void => void process.send?.(answer);

async function answer(task: Task): Promise<Answer> {
  const { id } = task;
  if (task.is === 'origins') {
    const origins = known && fileOrigins(known, task.file);
    const all = origins && { ...origins, commits: [...origins.commits], last: [...origins.last], first: [...origins.first] };
    return { is: 'origins', id, head: known?.account.head ?? '', origins: all };
  }
  const host = {
    ...silentHost,
    notify: (event: Parameters<typeof silentHost.notify>[0]) => {
      if (event.type === 'progress') tell({ is: 'progress', id, done: event.done, total: event.total });
    },
  };
  // Before the next one, so that two never are in memory.
  known = null;
  known = await accountFor(dir, { host });
  const { account, history } = known;
  return { is: 'read', id, figures: figuresOf(account), html: churnPage(account, history, basename(dir)), read: history.read };
}

function failed(id: number, cause: unknown): Answer {
  const { code, message, where, fix, exit } =
    cause instanceof GroundworkError
      ? cause
      : { code: 'churn.failed', message: String(cause), where: null, fix: null, exit: exitCodes.failed };
  return { is: 'failed', id, code, message, where, fix, exit };
}

/** One after the other: what is asked of a file means the history that was read before. */
let last: Promise<void> = Promise.resolve();
process.on('message', (message) => {
  const task = taskSchema.safeParse(message).data;
  if (!task) return;
  last = last.then(async () => tell(await answer(task).catch((cause: unknown) => failed(task.id, cause))));
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
