import { codex } from './codex.ts';
import { agentSuite } from './testing/agent-suite.ts';
import { othersAgent } from './testing/others.ts';

agentSuite(codex, othersAgent('@agentclientprotocol/codex-acp'));
