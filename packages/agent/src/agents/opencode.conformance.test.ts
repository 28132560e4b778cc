import { opencode } from './opencode.ts';
import { agentSuite } from './testing/agent-suite.ts';
import { othersAgent } from './testing/others.ts';

agentSuite(opencode, othersAgent('opencode-ai'));
