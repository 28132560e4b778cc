import { hasHead, parseTicket, ticketsFolder, type Ticket } from '@groundwork/agent';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { nearest } from '@groundwork/host/document';
import { lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import { realFolder } from '../local/folder.ts';

/** A ticket as it stands in its file. */
export interface StoredTicket {
  readonly ticket: Ticket;
  /** From the repository's root. */
  readonly file: string;
  /** The file as it was written. */
  readonly content: string;
}

/** A file beside tickets that is none, with why. */
export interface WrongTicket {
  readonly file: string;
  readonly error: GroundworkError;
}

/** Characters of a file that is still a ticket. */
const longest = 1_000_000;

/** Tickets of a folder by the names of their files, those that cannot be read with why. */
export function storedTickets(dir: string): (StoredTicket | WrongTicket)[] {
  const folder = realFolder(dir);
  return ticketFiles(folder).map((file): StoredTicket | WrongTicket => {
    try {
      const content = contentOf(folder, file);
      return { ticket: parseTicket(content, file), file, content };
    } catch (error) {
      if (!(error instanceof GroundworkError)) throw error;
      return { file, error };
    }
  });
}

/** A ticket by its id, or by its file. Throws `ticket.unknown`, or what is wrong with it. */
export function findTicket(dir: string, name: string, cwd = dir): StoredTicket {
  const folder = realFolder(dir);
  const file = fileOf(folder, name, cwd);
  const content = contentOf(folder, file);
  return { ticket: parseTicket(content, file), file, content };
}

function fileOf(folder: string, name: string, cwd: string): string {
  const files = ticketFiles(folder);
  const own = files.find((file) => file === `${ticketsFolder}/${name}.md`);
  if (own !== undefined) return own;
  const path = resolve(cwd, name);
  if (isFile(path)) {
    const inside = relative(folder, realpathSync(path));
    if (!inside.startsWith('..') && !isAbsolute(inside)) return inside;
    throw outside(path);
  }
  const ids = files.map((each) => basename(each, '.md'));
  const [meant] = nearest(name, ids);
  throw new GroundworkError({
    code: 'ticket.unknown',
    message: `There is no ticket \`${name}\``,
    where: join(folder, ticketsFolder),
    fix: meant
      ? `Did you mean \`${meant}\`?`
      : ids.length > 0
        ? `Use one of: ${ids.join(', ')}`
        : 'gw ticket new "what is wanted"  begins one',
    exit: exitCodes.usage,
  });
}

/** Files of tickets, from the root of a folder given by its real path. */
export const ticketFiles = (folder: string): string[] => {
  const path = join(folder, ticketsFolder);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  const names = readdirSync(path, { withFileTypes: true });
  return names
    .filter((each) => each.isFile() && each.name.endsWith('.md') && each.name !== 'README.md')
    .map(({ name }) => `${ticketsFolder}/${name}`)
    .toSorted();
};

const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** A text to make a ticket of, or of one. A link of a repository may lead to a file that is nobody's business. */
export function contentOf(folder: string, file: string): string {
  const path = resolve(folder, file);
  const known = lstatSync(path, { throwIfNoEntry: false });
  if (!known?.isFile() || known.size > longest) {
    throw new GroundworkError({
      code: 'ticket.unreadable',
      message: known?.isFile() ? 'That file is too large for a ticket' : 'That is no file',
      where: path,
      fix: 'Name a text file, or write what is wanted in quotes',
      exit: exitCodes.usage,
    });
  }
  return readFileSync(path, 'utf8');
}

const outside = (path: string): GroundworkError =>
  new GroundworkError({
    code: 'ticket.outside',
    message: 'That ticket lies outside of the repository',
    where: path,
    fix: `gw ticket new ${path}  takes its text for one here`,
    exit: exitCodes.usage,
  });

/** Writes a ticket's file: a new one, or another text of the one that is there. Throws `ticket.exists`, `ticket.not_written`. */
export async function writeTicketFile(
  dir: string,
  file: string,
  content: string,
  { replace }: { readonly replace: boolean },
): Promise<void> {
  const folder = realFolder(dir);
  const path = join(folder, file);
  const beside = `${path}.${process.pid}.tmp`;
  if (!replace && lstatSync(path, { throwIfNoEntry: false })) {
    throw new GroundworkError({
      code: 'ticket.exists',
      message: `There is a ticket of that name already`,
      where: file,
      fix: `gw ticket show ${basename(file, '.md')}, or remove the file`,
      exit: exitCodes.usage,
    });
  }
  try {
    mkdirSync(join(folder, ticketsFolder), { recursive: true });
    await writeFile(beside, content, { flag: 'wx' });
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw new GroundworkError({
      code: 'ticket.not_written',
      message: `The ticket could not be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      where: path,
      fix: 'Make the folder writable for you',
      exit: exitCodes.notPossibleHere,
      cause,
    });
  }
}

/** `id`, or `id-2` where a ticket of that name is there. */
export function freeId(dir: string, id: string): string {
  const taken = new Set(ticketFiles(realFolder(dir)).map((file) => basename(file, '.md')));
  for (let at = 1; ; at += 1) {
    const name = at === 1 ? id : `${id}-${at}`;
    if (!taken.has(name)) return name;
  }
}

export { hasHead };
