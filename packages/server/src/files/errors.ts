import { exitCodes, GroundworkError, type ExitCode } from '@groundwork/host';

interface Known {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly exit?: ExitCode;
}

/** What the system says of a file, in the words windows understand. */
const known: Readonly<Record<string, Known>> = {
  ENOENT: { code: 'files.not_found', message: 'There is no such file', fix: 'Look again: it may have been moved or deleted' },
  EEXIST: { code: 'files.exists', message: 'There is a file of that name already', fix: 'Choose another name, or replace it' },
  ENOTDIR: { code: 'files.not_folder', message: 'That is a file, not a folder', fix: 'Name a folder' },
  EISDIR: { code: 'files.is_folder', message: 'That is a folder, not a file', fix: 'Name a file' },
  ENOTEMPTY: { code: 'files.not_empty', message: 'The folder is not empty', fix: 'Delete it with all that is in it' },
  EACCES: { code: 'files.denied', message: 'You may not do that with this file', fix: 'Change its mode or owner' },
  EPERM: { code: 'files.denied', message: 'You may not do that with this file', fix: 'Change its mode or owner' },
  EROFS: { code: 'files.denied', message: 'This disk can be read only', fix: 'Mount it writable' },
  ENOSPC: { code: 'files.disk_full', message: 'The disk is full', fix: 'Free some space, then save again', exit: exitCodes.tryAgain },
  EDQUOT: { code: 'files.disk_full', message: 'Your share of the disk is used up', fix: 'Free some space, then save again' },
  ENAMETOOLONG: { code: 'files.bad_name', message: 'That name is too long', fix: 'Choose a shorter one' },
  EINVAL: { code: 'files.bad_name', message: 'A file cannot be called that here', fix: 'Choose another name' },
  ELOOP: { code: 'files.outside', message: 'The link leads nowhere, or in circles', fix: 'Look at where it leads' },
  ENXIO: { code: 'files.not_file', message: 'That is no file: a pipe, a socket or a device', fix: 'Name a file' },
  EMFILE: { code: 'files.too_many', message: 'Too many files are open', fix: 'Try again in a moment', exit: exitCodes.tryAgain },
  EBUSY: { code: 'files.busy', message: 'Something else uses it', fix: 'Try again in a moment', exit: exitCodes.tryAgain },
};

/** Any failure of the file system as a `GroundworkError`. `where` is the path as the window named it. */
export function toFileError(cause: unknown, where: string): GroundworkError {
  if (cause instanceof GroundworkError) return cause;
  const name = codeOf(cause) ?? '';
  const { exit, ...said } = (Object.hasOwn(known, name) ? known[name] : undefined) ?? {
    code: 'files.failed',
    message: `The file system refused (${name || 'no reason given'})`,
    fix: 'Look at the file in a terminal',
  };
  return new GroundworkError({ ...said, where, cause, ...(exit !== undefined && { exit }) });
}

export function codeOf(cause: unknown): string | null {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null;
}

export function refused(code: string, where: string, message: string, fix: string): GroundworkError {
  return new GroundworkError({ code: `files.${code}`, where, message, fix });
}
