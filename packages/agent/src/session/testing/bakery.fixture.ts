import { openGateway, type Gateway } from '@groundwork/gateway';
import { scriptedModel, type Script, type ScriptedModel } from '@groundwork/gateway/testing';
import { silentHost } from '@groundwork/host';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FoundAgent } from '../../agents/find.ts';
import { parseTicket } from '../../ticket/file.ts';
import type { Ticket } from '../../ticket/ticket.ts';
import { nothingToPrepare } from '../../verify/prepare/prepare.ts';
import { approveAll, type SolveOptions } from '../options.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** The scripted agent, as a program of this machine. */
export const scriptedAgent = (...args: string[]): FoundAgent => ({
  name: 'scripted',
  known: null,
  command: [process.execPath, '--no-warnings', join(here, 'scripted-agent.mjs'), ...args],
  folders: [here, dirname(process.execPath)],
});

export interface Bakery {
  readonly root: string;
  readonly repository: string;
  readonly ticket: Ticket;
  readonly model: ScriptedModel;
  readonly gateway: Gateway;
  readonly options: SolveOptions;
  close(): Promise<void>;
}

export const bakeryTicket = (head = ''): Ticket =>
  parseTicket(
    `---\ngoal: The oven bakes at 220 degrees\nscope: [oven.sh, recipes/**]\ndone when:\n  - run: test "$(sh oven.sh)" = 220\n${head}---\n\nSourdough wants it hotter.\n`,
    'hotter-oven.md',
  );

/** A bakery whose oven is too cold, a model that says what it is told to, and a gateway before it. */
export async function openBakery(script: Script, ticket = bakeryTicket(), root = mkdtempSync(join(tmpdir(), 'bakery-'))): Promise<Bakery> {
  const repository = makeRepository(root);
  const model = await scriptedModel(script);
  const gateway = await openGateway({
    providers: [model.provider()],
    listen: { socket: join(root, 'gateway.sock') },
    ledger: join(root, 'ledger.jsonl'),
  });
  return {
    root,
    repository,
    ticket,
    model,
    gateway,
    options: bakeryOptions(repository, ticket, gateway),
    close: async () => {
      await gateway.close();
      await model.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export const writes = (path: string, text: string) => ({ tools: [{ name: 'write', input: { path, text } }] });
export const misbehaves = (how: string) => ({ tools: [{ name: 'misbehave', input: { how } }] });
/** The turn that plans, in the protocol's own words. */
export const plans = [{ tools: [{ name: 'plan', input: { steps: ['Turn the oven up'] } }] }, { text: 'That is the plan.' }];
/** All that a good model says. */
export const goodScript = [...plans, writes('oven.sh', 'echo 220\n'), { text: 'It bakes at 220 now.' }];

export function bakeryOptions(repository: string, ticket: Ticket, gateway: Gateway): SolveOptions {
  return {
    ticket,
    repository,
    agent: scriptedAgent(),
    gateway,
    model: { provider: 'scripted', id: 'one' },
    tools: null,
    approvals: approveAll,
    prepare: nothingToPrepare,
    resume: true,
    host: silentHost,
  };
}

/** A bakery whose oven is too cold. */
export function makeRepository(root: string): string {
  const repository = join(root, 'bakery');
  const git = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@bakery.example', ...words], { cwd: repository, encoding: 'utf8' });
  mkdirSync(repository, { recursive: true });
  writeFileSync(join(repository, 'oven.sh'), 'echo 180\n');
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'An oven');
  return repository;
}

/** A model that does good work from wherever it is asked to go on: what it says follows from the conversation, not from how often it was asked. */
export const steadyModel: Script = ({ messages }) => {
  const from = messages.findLastIndex(({ role }) => role === 'user');
  const done = messages.slice(from).filter(({ role }) => role === 'tool').length;
  const isPlanning = messages[from]?.text.includes('This turn is for planning') ?? false;
  return (isPlanning ? plans : work)[done] ?? { text: 'Done.' };
};
const work = [writes('recipes/rye.txt', 'rye\n'), writes('recipes/spelt.txt', 'spelt\n'), writes('oven.sh', 'echo 220\n')];
