// The server of tools as a process, from source: what `groundwork mcp DIR [--yes]` is from the bundle.
import { serveMcp } from '../serve.ts';

const { argv, stdin, stdout, env } = process;
const [, , dir = '.', ...flags] = argv;
const consents = flags.includes('--yes');
await serveMcp({ dir, version: '1.2.3', input: stdin, output: stdout, env, consents, signal: new AbortController().signal });
