// oxlint-disable import/default -- the bundler makes an address of each
import type { IMonacoEnvironment } from '@codingame/monaco-vscode-api/vscode/vs/base/browser/browser';
import editor from '@codingame/monaco-vscode-api/workers/editor.worker?worker&url';
import extensionHost from '@codingame/monaco-vscode-api/workers/extensionHost.worker?worker&url';
import outputLinks from '@codingame/monaco-vscode-output-service-override/worker?worker&url';
import textMate from '@codingame/monaco-vscode-textmate-service-override/worker?worker&url';

/** Workers by the labels that the workbench asks for them with. */
const workers: Readonly<Record<string, string>> = {
  editorWorkerService: editor,
  extensionHostWorkerMain: extensionHost,
  OutputLinkDetectionWorker: outputLinks,
  TextMateWorker: textMate,
};

export function registerWorkers(page: Window): void {
  const environment: IMonacoEnvironment = {
    getWorkerUrl: (_module: string, label: string) => new URL(workers[label] ?? '', page.location.href).href,
    getWorkerOptions: () => ({ type: 'module' }),
  };
  Object.assign(page, { MonacoEnvironment: environment });
}
