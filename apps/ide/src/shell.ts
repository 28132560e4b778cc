import type { URI } from '@codingame/monaco-vscode-api/vscode/vs/base/common/uri';
import type * as vscode from 'vscode';
import type { Server } from './connection/connect.ts';

/** What a domain of the shell is given to work with. */
export interface Shell extends Server {
  /** The folder that is open, as the workbench names it. */
  readonly folder: URI;
  /** The extension API, as an extension of the shell's own sees it. */
  readonly api: typeof vscode;
}

/** Makes a domain work, with what VS Code lets extensions do. Called once, when the workbench stands. */
export type Start = (shell: Shell) => Promise<void> | void;
