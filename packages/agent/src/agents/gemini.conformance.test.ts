import { gemini } from './gemini.ts';
import { agentSuite } from './testing/agent-suite.ts';
import { othersAgent } from './testing/others.ts';

agentSuite(gemini, othersAgent('@google/gemini-cli'));
