// The process that keeps one environment up. Started with the folder of the repository and the name of the environment; what to
// run is in the environment's private folder. It ends by itself when it is told to (SIGTERM), when nothing is left to keep up,
// or, attached, when the `up` that started it ends in whichever way, or when nobody's program uses its servers any more.
import { environmentFolder, readJson, recordOf, releaseLock, takeLock, type EnvironmentFolder } from '@groundwork/provision';
import { launchSchema } from '../launch/schema.ts';
import { borrowersOf, lostBorrowers } from '../lifecycle/borrowers.ts';
import { killEscaped } from '../process/escaped.ts';
import { createJournal, initialState } from './journal.ts';
import { noRequests, requestsOf } from './requests.ts';
import { supervise } from './supervisor.ts';

const lookEveryMs = 500;

/** Whoever uses the servers takes them down; this does so for one that was killed. Holding the lock, nobody else can begin meanwhile. */
function endWithBorrowers(folder: EnvironmentFolder, stop: AbortController): NodeJS.Timeout {
  return setInterval(() => {
    if (stop.signal.aborted || borrowersOf(folder).length > 0 || !takeLock(folder.lock)) return;
    if (borrowersOf(folder).length > 0) return releaseLock(folder.lock);
    for (const { run } of lostBorrowers(folder)) killEscaped(run);
    stop.abort();
  }, lookEveryMs);
}

const [dir = '.', environment = 'local'] = process.argv.slice(2);
const folder = environmentFolder(dir, environment);
const launch = readJson(folder.launch, launchSchema);

if (launch === null || !takeLock(folder.supervisorLock)) {
  // `up` waits for this process to say something, and says itself what happened when it ends instead.
  process.exitCode = launch === null ? 2 : 75;
} else {
  process.title = `groundwork ${launch.name}`;
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  if (launch.attached) {
    process.stdin.on('end', () => stop.abort()).on('error', () => stop.abort());
    process.stdin.resume();
  }
  const watching = launch.purpose === 'run' ? endWithBorrowers(folder, stop) : null;
  try {
    const journal = createJournal(dir, launch, { ...initialState(launch), supervisor: recordOf(process.pid) });
    journal.update({});
    const requests = launch.watched ? requestsOf(folder, stop.signal) : noRequests();
    await supervise(launch, { journal, folder: dir, signal: stop.signal, requests });
    journal.update({ supervisor: null });
  } finally {
    clearInterval(watching ?? undefined);
    if (watching) releaseLock(folder.lock);
    releaseLock(folder.supervisorLock);
    // An attached standard input would keep the process waiting.
    process.stdin.destroy();
  }
}
