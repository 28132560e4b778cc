import { toolchainsOf } from '@groundwork/agent';
import { homedir } from 'node:os';
import type { FoundToolchain, NotNative } from '../environment.ts';
import { programOnPath } from './programs.ts';

/** Whatever is on the person's PATH. */
export function findSystem(): FoundToolchain {
  const { readable, env } = toolchainsOf({ env: process.env, home: homedir() });
  const { PATH = '', ...variables } = env;
  return { readable, path: PATH.split(':'), variables, setup: [], offline: {} };
}

/** The compiler and `make` of the system. */
export function findC(): FoundToolchain | NotNative {
  const missing = ['gcc', 'g++', 'make'].find((program) => programOnPath(program) === null);
  if (missing !== undefined) return { why: `${missing} is not installed`, fix: 'apt-get install build-essential' };
  return { readable: [], path: [], variables: {}, setup: [], offline: {} };
}
