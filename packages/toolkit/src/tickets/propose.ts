import { propose, ticketsFolder, writeTicket, type Proposal } from '@groundwork/agent';
import { isAddress, readIssue, textOfIssue, type Issue } from '@groundwork/forge';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { isTest, openFolder, repositoryChecks } from '@groundwork/scan';
import { basename, relative, resolve } from 'node:path';
import { openScan } from '../open-scan.ts';
import { realFolder } from '../local/folder.ts';
import { contentOf, freeId, hasHead, writeTicketFile } from './store.ts';

export interface ProposeTicketOptions {
  readonly host: Host;
  readonly env: NodeJS.ProcessEnv;
  /** Where relative files are meant from. */
  readonly cwd: string;
}

/** A text that a ticket is made of, read once. */
export interface TicketSource {
  readonly text: string;
  readonly issue: Issue | null;
  /** The file it came from, from the repository's root; `null` where it is words, an issue, or a file of elsewhere. */
  readonly file: string | null;
}

export interface ProposedTicket extends Proposal {
  /** The whole file, as it would be written. */
  readonly content: string;
  /** Where it would be written, from the repository's root. */
  readonly file: string;
}

/** Reads what a person gave: words, a file, or the address of an issue. Throws `forge.*`, `ticket.*`. */
export async function readTicketSource(dir: string, given: string, { host, env, cwd }: ProposeTicketOptions): Promise<TicketSource> {
  const folder = realFolder(dir);
  if (isAddress(given)) {
    const issue = await readIssue(given, { env, signal: host.signal });
    return { text: textOfIssue(issue), issue, file: null };
  }
  if (!/^\S+\.(md|markdown|txt)$/i.test(given)) {
    if (given.trim() === '') throw empty();
    return { text: given, issue: null, file: null };
  }
  const path = resolve(cwd, given);
  const text = contentOf(cwd, given);
  if (text.trim() === '') throw empty(path);
  const inside = relative(folder, path);
  if (hasHead(text)) {
    throw new GroundworkError({
      code: 'ticket.has_head',
      message: 'That file is a ticket already',
      where: inside,
      fix: `gw ticket show ${basename(inside).replace(/\.md$/, '')}`,
      exit: exitCodes.usage,
    });
  }
  return { text, issue: null, file: inside.startsWith(`${ticketsFolder}/`) ? inside : null };
}

/** Opens a folder to propose heads for one text, with answer after answer: the repository is read once. Executes nothing, asks no model. */
export async function openProposals(
  dir: string,
  source: TicketSource,
  host: Host,
): Promise<(answers: Readonly<Record<string, string>>) => ProposedTicket> {
  const { plain, written } = await openRepository(dir, source, host);
  return (answers) => written(plain(answers));
}

/** A repository with what a proposal of one text looks at. */
export async function openRepository(dir: string, source: TicketSource, host: Host) {
  const folder = realFolder(dir);
  const { reading, blueprint, wrong } = await openScan(folder).read(null, host.signal);
  if (wrong) throw wrong;
  const tree = openFolder(folder);
  const checks = repositoryChecks(reading.repository, tree);
  const { paths } = reading.repository;
  const sources = { paths, read: (path: string) => tree.read(path)?.text ?? null, isTest };
  const issue = source.issue && { url: source.issue.address.url, title: source.issue.title };
  const own = source.file === null ? null : basename(source.file).replace(/\.\w+$/, '');
  return {
    known: { blueprint, checks, sources, own: issue === null },
    plain: (answers: Readonly<Record<string, string>>): Proposal =>
      propose({ text: source.text, issue, blueprint, checks, sources, answers }),
    written: (proposal: Proposal): ProposedTicket => {
      const id = own ?? freeId(folder, source.issue ? `issue-${source.issue.address.number}` : proposal.id);
      const content = writeTicket(proposal.head, source.text, proposal.notes);
      return { ...proposal, id, content, file: source.file ?? `${ticketsFolder}/${id}.md` };
    },
  };
}

/** Writes what was proposed; nothing of it is approved by that. */
export const saveProposal = async (dir: string, { file, content }: ProposedTicket, source: TicketSource): Promise<void> =>
  writeTicketFile(dir, file, content, { replace: source.file === file });

const empty = (where?: string): GroundworkError =>
  new GroundworkError({
    code: 'ticket.empty',
    message: 'Nothing is wanted there',
    ...(where === undefined ? {} : { where }),
    fix: 'Say what is wanted: gw ticket new "Orders can be filtered by customer"',
    exit: exitCodes.usage,
  });
