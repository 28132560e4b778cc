import { agentCommand } from './agent/command.ts';
import { agentsCommand } from './agents/command.ts';
import { answerCommand } from './answer/command.ts';
import { benchCommand } from './bench/command.ts';
import { checkCommand } from './check/command.ts';
import { churnCommand } from './churn/command.ts';
import { provenanceCommand } from './provenance/command.ts';
import { connectCommand } from './connect/command.ts';
import { costCommand } from './cost/command.ts';
import { deployCommand } from './deploy/command.ts';
import { destroyCommand } from './destroy/command.ts';
import { doctorCommand } from './doctor/command.ts';
import { downCommand } from './down/command.ts';
import { driftCommand } from './drift/command.ts';
import { envCommand } from './env/command.ts';
import { exportCommand } from './export/command.ts';
import { logsCommand } from './logs/command.ts';
import { lspCommand } from './lsp/command.ts';
import { mcpCommand } from './mcp/command.ts';
import { modelCommand } from './model/command.ts';
import { openCommand } from './open/command.ts';
import { planCommand } from './plan/command.ts';
import { pricesCommand } from './prices/command.ts';
import { resetCommand } from './reset/command.ts';
import { runCommand } from './run/command.ts';
import { scanCommand } from './scan/command.ts';
import { secretsCommand } from './secrets/command.ts';
import { serveCommand } from './serve/command.ts';
import { solveCommand } from './solve/command.ts';
import { statusCommand } from './status/command.ts';
import { ticketCommand } from './ticket/command.ts';
import { upCommand } from './up/command.ts';

/** Every command, in the order `groundwork --help` lists them: the order a newcomer meets them. */
export const routes = {
  open: openCommand,
  scan: scanCommand,
  check: checkCommand,
  up: upCommand,
  status: statusCommand,
  logs: logsCommand,
  down: downCommand,
  reset: resetCommand,
  run: runCommand,
  connect: connectCommand,
  answer: answerCommand,
  secrets: secretsCommand,
  model: modelCommand,
  env: envCommand,
  plan: planCommand,
  deploy: deployCommand,
  drift: driftCommand,
  cost: costCommand,
  prices: pricesCommand,
  destroy: destroyCommand,
  export: exportCommand,
  bench: benchCommand,
  ticket: ticketCommand,
  solve: solveCommand,
  agents: agentsCommand,
  churn: churnCommand,
  provenance: provenanceCommand,
  serve: serveCommand,
  lsp: lspCommand,
  mcp: mcpCommand,
  doctor: doctorCommand,
  agent: agentCommand,
};

/** Started by programs, not by people: only `--help-all` lists them. */
export const hidden = { agent: true } as const;
