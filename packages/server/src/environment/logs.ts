import { exitCodes, GroundworkError } from '@groundwork/host';
import type { Handlers } from '@groundwork/protocol';
import { followLogs, type FollowedLogs } from '@groundwork/toolkit';
import type { WindowContext } from '../rpc/context.ts';

const everyMs = 120;
/** What is said faster than a window can show it is left out. */
const mostLines = 2_000;
const mostFollowed = 50;
/** Bytes on their way to a window that keeps it from being sent more. */
const mostBacklog = 4 * 1024 * 1024;

/** What services and resources say, for one window; several channels of it may follow the same. */
export function logsHandlers({ workspace, tell, backlog, onClose }: WindowContext): Handlers<'logs/follow' | 'logs/unfollow'> {
  const followed = new Map<string, FollowedLogs>();
  let timer: NodeJS.Timeout | null = null;

  const stop = (): void => {
    if (timer) clearInterval(timer);
    timer = null;
  };
  const pass = (id: string, logs: FollowedLogs): void => {
    const said = logs.next();
    if (said.length === 0) return;
    const [first] = said;
    const over = said.length - mostLines;
    const lines = over > 0 && first ? [{ name: first.name, text: `… ${over} lines left out` }, ...said.slice(-mostLines)] : said;
    tell('logs/lines', { id, lines });
  };
  const passAll = (): void => {
    if (backlog() > mostBacklog) return;
    for (const [id, logs] of followed) pass(id, logs);
  };
  onClose(() => {
    followed.clear();
    stop();
  });
  return {
    'logs/follow': async ({ id, name, lines }) => {
      if (followed.size >= mostFollowed && !followed.has(id)) throw tooMany();
      const logs = followLogs(workspace.dir, { name, lines });
      followed.set(id, logs);
      pass(id, logs);
      timer ??= setInterval(passAll, everyMs).unref();
      return null;
    },
    'logs/unfollow': async ({ id }) => {
      followed.delete(id);
      if (followed.size === 0) stop();
      return null;
    },
  };
}

function tooMany(): GroundworkError {
  return new GroundworkError({
    code: 'logs.too_many',
    message: `A window follows ${mostFollowed} logs at most`,
    fix: 'Close some of them',
    exit: exitCodes.tryAgain,
  });
}
