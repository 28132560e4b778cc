import { requirement } from '@groundwork/testing';
import { execFileSync } from 'node:child_process';

/** Whether this machine has what fetches and runs servers in Python. */
export function hasPython(): boolean {
  return requirement('python3 with venv', makesEnvironments(), 'apt-get install python3-venv');
}

function makesEnvironments(): boolean {
  try {
    execFileSync('python3', ['-c', 'import ensurepip, venv'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
