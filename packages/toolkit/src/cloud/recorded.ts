import { recordedFile, type Outcome, type RecordedDeployment } from '@groundwork/churn';
import { prepareEnvironmentFolder } from '@groundwork/provision';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs a release and writes down how it ended, for delivery metrics (`gw churn`). What was cancelled says nothing of the code. */
export async function recorded<T>(dir: string, environment: string, signal: AbortSignal, release: () => Promise<T>): Promise<T> {
  const revision = revisionOf(dir);
  try {
    const result = await release();
    record(dir, environment, revision, 'succeeded');
    return result;
  } catch (cause) {
    if (!signal.aborted) record(dir, environment, revision, 'failed');
    throw cause;
  }
}

function record(dir: string, environment: string, revision: string | null, outcome: Outcome): void {
  const line: RecordedDeployment = { id: randomUUID(), at: new Date().toISOString(), environment, revision, outcome };
  appendFileSync(join(prepareEnvironmentFolder(dir, environment).root, recordedFile), `${JSON.stringify(line)}\n`, { mode: 0o600 });
}

/** The commit that is checked out; nothing of the repository's settings runs. `null` where there is none. */
function revisionOf(dir: string): string | null {
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
  const { status, stdout } = spawnSync('git', ['-C', dir, ...safe, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : null;
}
