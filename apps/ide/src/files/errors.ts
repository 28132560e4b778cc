import {
  createFileSystemProviderError,
  FileOperationError,
  FileOperationResult,
  FileSystemProviderErrorCode,
} from '@codingame/monaco-vscode-api/vscode/vs/platform/files/common/files';
import { GroundworkError } from '@groundwork/host';

/** What the workbench understands, by the code of the server's error. */
const codes: Readonly<Record<string, FileSystemProviderErrorCode>> = {
  'files.not_found': FileSystemProviderErrorCode.FileNotFound,
  'files.exists': FileSystemProviderErrorCode.FileExists,
  'files.is_folder': FileSystemProviderErrorCode.FileIsADirectory,
  'files.not_folder': FileSystemProviderErrorCode.FileNotADirectory,
  'files.not_empty': FileSystemProviderErrorCode.FileExists,
  'files.readonly': FileSystemProviderErrorCode.NoPermissions,
  'files.denied': FileSystemProviderErrorCode.NoPermissions,
  'files.outside': FileSystemProviderErrorCode.NoPermissions,
  'files.too_large': FileSystemProviderErrorCode.FileTooLarge,
};

export function toProviderError(cause: unknown): Error {
  if (!(cause instanceof GroundworkError)) return cause instanceof Error ? cause : notFound(String(cause));
  if (cause.code === 'files.changed') return new FileOperationError(cause.message, FileOperationResult.FILE_MODIFIED_SINCE);
  return createFileSystemProviderError(cause.message, codes[cause.code] ?? FileSystemProviderErrorCode.Unknown);
}

export function notFound(what: string): Error {
  return createFileSystemProviderError(`${what} is in no folder that is open`, FileSystemProviderErrorCode.FileNotFound);
}

export function noSuchFile(name: string): Error {
  return createFileSystemProviderError(`There is no ${name}`, FileSystemProviderErrorCode.FileNotFound);
}

export function readOnly(what: string): Error {
  return createFileSystemProviderError(`${what} belongs to a library: it can be read only`, FileSystemProviderErrorCode.NoPermissions);
}

/** The server went away while it was at it: nobody knows whether it was done. */
export function isLost(cause: unknown): boolean {
  return cause instanceof GroundworkError && cause.code === 'window.lost';
}
