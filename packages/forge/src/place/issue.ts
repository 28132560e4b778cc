import { exitCodes, GroundworkError } from '@groundwork/host';
import { isLoopback, placeOf, type ForgePlace } from './place.ts';

/** One issue of one forge. */
export interface IssueAddress {
  readonly place: ForgePlace;
  readonly number: number;
  /** Where a person reads it. */
  readonly url: string;
}

/** Whether a text is the address of something rather than a file or words. */
export const isAddress = (text: string): boolean => /^https?:\/\/\S+$/.test(text.trim());

/** Reads an address as a browser shows it, of github.com, gitlab.com or a server of one's own. Throws `forge.address`. */
export function parseIssueAddress(text: string): IssueAddress {
  const url = URL.parse(text.trim());
  if (!url) throw wrong(text, 'it is no address');
  if (url.protocol !== 'https:' && !isLoopback(url.hostname))
    throw wrong(text, 'it is not https, so that anyone on the way could change it');
  if (url.username !== '' || url.password !== '') throw wrong(`${url.protocol}//…@${url.host}${url.pathname}`, 'it holds a password');
  const path = pathOf(url);
  const gitlab = /^\/((?:[\w.-]+\/)+[\w.-]+)\/-\/(?:issues|work_items)\/(\d{1,9})$/.exec(path);
  const plain = /^\/((?:[\w.-]+\/)+[\w.-]+)\/issues\/(\d{1,9})$/.exec(path);
  const found = gitlab ?? plain;
  if (!found?.[1] || !found[2]) {
    const isPull = /\/(pull|merge_requests)\/\d+/.test(path);
    throw wrong(text, isPull ? 'it is a pull request, which is a change and no wish for one' : 'it names no issue');
  }
  const [, project, number] = found;
  const isGitLab = gitlab !== null || /(^|\.)gitlab\./.test(url.hostname);
  if (!isGitLab && project.split('/').length !== 2) throw wrong(text, 'it names no issue');
  return {
    place: placeOf(isGitLab ? 'gitlab' : 'github', url.origin, project),
    number: Number(number),
    url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
  };
}

function pathOf({ pathname }: URL): string {
  try {
    return decodeURI(pathname).replace(/\/+$/, '');
  } catch {
    return '';
  }
}

function wrong(text: string, why: string): GroundworkError {
  return new GroundworkError({
    code: 'forge.address',
    message: `That is not the address of an issue: ${why}`,
    where: text,
    fix: 'Give one as a browser shows it: https://github.com/OWNER/REPOSITORY/issues/42, https://gitlab.com/GROUP/PROJECT/-/issues/42',
    exit: exitCodes.usage,
  });
}
