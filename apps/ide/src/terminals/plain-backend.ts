import { DeferredPromise } from '@codingame/monaco-vscode-api/vscode/vs/base/common/async';
import { Event } from '@codingame/monaco-vscode-api/vscode/vs/base/common/event';
import type { IProcessEnvironment } from '@codingame/monaco-vscode-api/vscode/vs/base/common/platform';
import type { PerformanceMark } from '@codingame/monaco-vscode-api/vscode/vs/base/common/performance';
import type {
  IPtyHostLatencyMeasurement,
  ITerminalBackend,
} from '@codingame/monaco-vscode-api/vscode/vs/platform/terminal/common/terminal';

type Parts = Pick<
  ITerminalBackend,
  | 'getDefaultSystemShell'
  | 'createProcess'
  | 'attachToProcess'
  | 'getProfiles'
  | 'getTerminalLayoutInfo'
  | 'setTerminalLayoutInfo'
  | 'updateTitle'
>;

/** What the workbench asks of a source of terminals besides terminals: processes of a desktop, windows that hand them over, marks. */
export abstract class PlainBackend implements ITerminalBackend {
  readonly remoteAuthority = undefined;
  readonly isResponsive = true;
  readonly onDidRequestDetach: ITerminalBackend['onDidRequestDetach'] = Event.None;
  abstract readonly onPtyHostUnresponsive: Event<void>;
  abstract readonly onPtyHostResponsive: Event<void>;
  abstract readonly onPtyHostRestart: Event<void>;
  readonly #ready = new DeferredPromise<void>();

  get whenReady(): Promise<void> {
    return this.#ready.p;
  }

  setReady(): void {
    void this.#ready.complete();
  }

  abstract getDefaultSystemShell: Parts['getDefaultSystemShell'];
  abstract createProcess: Parts['createProcess'];
  abstract attachToProcess: Parts['attachToProcess'];
  abstract getProfiles: Parts['getProfiles'];
  abstract getTerminalLayoutInfo: Parts['getTerminalLayoutInfo'];
  abstract setTerminalLayoutInfo: Parts['setTerminalLayoutInfo'];
  abstract updateTitle: Parts['updateTitle'];

  attachToRevivedProcess = async (): Promise<undefined> => undefined;
  listProcesses = async (): Promise<[]> => [];
  getLatency = async (): Promise<IPtyHostLatencyMeasurement[]> => [];
  getWslPath = async (original: string): Promise<string> => original;
  /** The environment is the server's, which does not tell it. */
  getEnvironment = async (): Promise<IProcessEnvironment> => ({});
  getShellEnvironment = async (): Promise<IProcessEnvironment> => ({});
  updateIcon = async (): Promise<void> => {};
  setNextCommandId = async (): Promise<void> => {};
  getPerformanceMarks = async (): Promise<PerformanceMark[]> => [];
  reduceConnectionGraceTime = async (): Promise<void> => {};
  requestDetachInstance = async (): Promise<undefined> => undefined;
  acceptDetachInstanceReply = async (): Promise<void> => {};
  persistTerminalState = async (): Promise<void> => {};
  restartPtyHost = (): void => {};
  installAutoReply = async (): Promise<void> => {};
  uninstallAllAutoReplies = async (): Promise<void> => {};
}
