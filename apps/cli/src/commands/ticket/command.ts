import { buildCommand, buildRouteMap } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderFlag, jsonFlag } from '../folder.ts';

export interface TicketFlags {
  readonly dir?: string;
  readonly json?: boolean;
}

export interface NewFlags extends TicketFlags {
  readonly answer?: readonly string[];
  readonly print?: boolean;
  readonly sharpen?: boolean;
  readonly model?: string;
}

export interface ApproveFlags extends TicketFlags {
  readonly yes?: boolean;
}

export interface VerifyFlags extends TicketFlags {
  readonly rerun?: boolean;
  readonly yes?: boolean;
}

export interface DeliverFlags extends TicketFlags {
  readonly push?: boolean;
  readonly pullRequest?: boolean;
  readonly draft?: boolean;
  readonly notes?: boolean;
  readonly remote?: string;
  readonly base?: string;
}

const flags = { dir: folderFlag, json: jsonFlag } as const;
const ticket = { brief: 'Its id, as `gw ticket list` prints it, or its file', placeholder: 'TICKET', parse: String } as const;
const one = { kind: 'tuple', parameters: [ticket] } as const;

const newCommand = buildCommand<NewFlags, string[], CliContext>({
  loader: async () => (await import('./new.ts')).create,
  parameters: {
    flags: {
      answer: {
        kind: 'parsed',
        brief: 'Answer to a question, as ID=ANSWER',
        placeholder: 'ID=ANSWER',
        optional: true,
        variadic: true,
        parse: String,
      },
      sharpen: {
        kind: 'boolean',
        brief: 'Ask the model once to make it sharper, for $0.25 at most',
        optional: true,
        withNegated: false,
      },
      model: {
        kind: 'parsed',
        brief: 'With --sharpen, in place of the one of `gw model use`',
        placeholder: 'MODEL',
        optional: true,
        parse: String,
      },
      print: { kind: 'boolean', brief: 'Print the file instead of writing it', optional: true, withNegated: false },
      ...flags,
    },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: {
        brief: 'What is wanted: words, a text file, or the address of an issue of GitHub or GitLab',
        placeholder: 'TEXT|FILE|URL',
        parse: String,
      },
    },
  },
  docs: { brief: 'Propose a ticket: what may be changed, and what shows that it is done' },
});

const listCommand = buildCommand<TicketFlags, [], CliContext>({
  loader: async () => (await import('./list.ts')).list,
  parameters: { flags, positional: { kind: 'tuple', parameters: [] } },
  docs: { brief: 'Tickets of this folder, and where each is' },
});

const showCommand = buildCommand<TicketFlags, [string], CliContext>({
  loader: async () => (await import('./show.ts')).show,
  parameters: { flags, positional: one },
  docs: { brief: 'What a ticket asks for, lets be changed and spends' },
});

const approveCommand = buildCommand<ApproveFlags, [string], CliContext>({
  loader: async () => (await import('./approve.ts')).approve,
  parameters: {
    flags: { yes: { kind: 'boolean', brief: 'Approve what it says without being asked', optional: true, withNegated: false }, ...flags },
    positional: one,
    aliases: { y: 'yes' },
  },
  docs: { brief: 'Show what a ticket would run and spend, and agree to it' },
});

const answerCommand = buildCommand<TicketFlags, [string, string, string], CliContext>({
  loader: async () => (await import('./answer.ts')).answer,
  parameters: {
    flags,
    positional: {
      kind: 'tuple',
      parameters: [
        ticket,
        { brief: 'Which question', placeholder: 'ID', parse: String },
        { brief: 'The answer', placeholder: 'ANSWER', parse: String },
      ],
    },
  },
  docs: { brief: 'Answer a question of a ticket; kept in its head' },
});

const steerCommand = buildCommand<TicketFlags, [string, ...string[]], CliContext>({
  loader: async () => (await import('./steer.ts')).steer,
  parameters: {
    flags,
    positional: {
      kind: 'array',
      minimum: 2,
      parameter: { brief: 'Which ticket, and what the agent is told', placeholder: 'TICKET TEXT', parse: String },
    },
  },
  docs: { brief: 'Say something to the agent that works on a ticket: it is interrupted and goes on with that' },
});

const stopCommand = buildCommand<TicketFlags, [string], CliContext>({
  loader: async () => (await import('./steer.ts')).stop,
  parameters: { flags, positional: one },
  docs: { brief: 'Stop the work on a ticket; gw solve --resume goes on' },
});

const deliverCommand = buildCommand<DeliverFlags, [string], CliContext>({
  loader: async () => (await import('./deliver.ts')).deliver,
  parameters: {
    flags: {
      push: { kind: 'boolean', brief: 'Push that branch to a remote; nothing else of yours', optional: true, withNegated: false },
      pullRequest: {
        kind: 'boolean',
        brief: 'Push it and open a pull request (GitHub) or merge request (GitLab); again updates the same one',
        optional: true,
        withNegated: false,
      },
      draft: { kind: 'boolean', brief: 'As a draft (with --pull-request)', optional: true, withNegated: false },
      notes: { kind: 'boolean', brief: 'Push the notes that say whose lines they are, too', optional: true, withNegated: false },
      remote: {
        kind: 'parsed',
        brief: 'Remote to push to, a fork for example (default: the one git pushes to, else where the base came from)',
        placeholder: 'NAME',
        optional: true,
        parse: String,
      },
      base: {
        kind: 'parsed',
        brief: 'Branch the request goes into (default: the one the base came from)',
        placeholder: 'BRANCH',
        optional: true,
        parse: String,
      },
      ...flags,
    },
    positional: one,
  },
  docs: { brief: 'Make a branch of a ticket that is resolved, and a pull request where you ask for one' },
});

const verifyCommand = buildCommand<VerifyFlags, [string], CliContext>({
  loader: async () => (await import('./verify.ts')).verify,
  parameters: {
    flags: {
      rerun: { kind: 'boolean', brief: 'Make its checks again, in fresh jails', optional: true, withNegated: false },
      yes: { kind: 'boolean', brief: 'Run the commands of its ticket without being asked', optional: true, withNegated: false },
      ...flags,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'A ticket by its id or file, or a receipt in a file', placeholder: 'TICKET|RECEIPT.json', parse: String }],
    },
    aliases: { y: 'yes' },
  },
  docs: { brief: 'Whether a receipt is true: its ticket, its change, the commit that was made of it; with --rerun its checks' },
});

export const ticketCommand = buildRouteMap({
  routes: {
    new: newCommand,
    list: listCommand,
    show: showCommand,
    answer: answerCommand,
    approve: approveCommand,
    steer: steerCommand,
    stop: stopCommand,
    deliver: deliverCommand,
    verify: verifyCommand,
  },
  docs: { brief: 'Tickets: what is wanted in words, and what shows that it is done in code' },
});
