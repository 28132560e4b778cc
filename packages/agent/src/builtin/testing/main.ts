// The agent as a process, from source: what `groundwork agent` is from the bundle.
import { serveAgent } from '../agent.ts';

const { stdin, stdout, env } = process;
await serveAgent({ input: stdin, output: stdout, env, version: '0.0.0', signal: new AbortController().signal });
