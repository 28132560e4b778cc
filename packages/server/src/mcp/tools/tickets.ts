import { openProposals, readTicketSource, saveProposal, storedTickets } from '@groundwork/toolkit';
import { z } from 'zod';
import { defineTool } from '../tool.ts';

export const ticketsTool = defineTool({
  name: 'tickets',
  title: 'Tickets',
  description: 'Tickets of this repository: what is wanted, where it may be changed and what proves that it is done.',
  changes: 'nothing',
  input: z.object({ id: z.string().optional().describe('Only this one, with its text') }),
  output: z.strictObject({
    tickets: z.array(
      z.strictObject({
        id: z.string(),
        file: z.string(),
        goal: z.string(),
        text: z.string().nullable().describe('The whole file, where one was asked for'),
        problem: z.string().nullable(),
      }),
    ),
  }),
  run: async ({ id }, { workspace }) => ({
    tickets: storedTickets(workspace.dir)
      .map((each) =>
        'error' in each
          ? { id: each.file, file: each.file, goal: '', text: null, problem: each.error.message }
          : {
              id: each.ticket.id,
              file: each.file,
              goal: each.ticket.head.goal,
              text: id === undefined ? null : each.content.slice(0, 40_000),
              problem: null,
            },
      )
      .filter((each) => id === undefined || each.id === id),
  }),
});

export const ticketNewTool = defineTool({
  name: 'ticket_new',
  title: 'Propose a ticket',
  description:
    'Makes a ticket of words or of the address of an issue (GitHub, GitLab): proposes scope, acceptance and tests from the repository, and says what is unclear. A person approves it; `gw solve` works on it.',
  changes: 'files',
  input: z.object({
    wish: z.string().min(1).describe('What is wanted, in words, or an address: https://github.com/OWNER/NAME/issues/1'),
    answers: z.record(z.string(), z.string()).default({}).describe('Answers to its questions, by their id'),
    write: z.boolean().default(true).describe('false only shows it'),
  }),
  output: z.strictObject({
    file: z.string(),
    content: z.string(),
    questions: z.array(z.strictObject({ id: z.string(), ask: z.string(), options: z.array(z.string()), default: z.string().nullable() })),
    written: z.boolean(),
  }),
  run: async ({ wish, answers, write }, { workspace, host, env }) => {
    const { dir } = workspace;
    const source = await readTicketSource(dir, wish, { host, env, cwd: dir });
    const proposed = (await openProposals(dir, source, host))(answers);
    if (write) await saveProposal(dir, proposed, source);
    const { file, content, head } = proposed;
    return { file, content, questions: [...head.questions], written: write };
  },
});
