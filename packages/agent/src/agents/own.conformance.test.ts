import { fileURLToPath } from 'node:url';
import { own } from './own.ts';
import { agentSuite } from './testing/agent-suite.ts';

agentSuite(own, [
  process.execPath,
  '--conditions=groundwork-source',
  fileURLToPath(new URL('../builtin/testing/main.ts', import.meta.url)),
]);
