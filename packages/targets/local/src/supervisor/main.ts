// The process that keeps one environment up. Started with the folder of the repository and the name of the environment; what to
// run is in the environment's private folder. It ends by itself when it is told to (SIGTERM), when nothing is left to keep up,
// or, attached, when the `up` that started it ends in whichever way.
import { environmentFolder, readJson, recordOf, releaseLock, takeLock } from '@groundwork/provision';
import { launchSchema } from '../launch/schema.ts';
import { createJournal, initialState } from './journal.ts';
import { supervise } from './supervisor.ts';

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
  try {
    const journal = createJournal(dir, launch, { ...initialState(launch), supervisor: recordOf(process.pid) });
    journal.update({});
    await supervise(launch, journal, dir, stop.signal);
    journal.update({ supervisor: null });
  } finally {
    releaseLock(folder.supervisorLock);
    // An attached standard input would keep the process waiting.
    process.stdin.destroy();
  }
}
