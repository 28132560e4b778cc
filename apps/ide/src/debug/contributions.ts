import type { IExtensionManifest } from '@codingame/monaco-vscode-api/extensions';

type Contributions = NonNullable<IExtensionManifest['contributes']>;

const python = ['python'];
const javascript = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

/** The debuggers of services, to the workbench: which languages have breakpoints, and which types sessions are of. */
export const debugContributions = {
  breakpoints: [...python, ...javascript].map((language) => ({ language })),
  debuggers: [
    { type: 'groundwork', label: 'Service', languages: [...python, ...javascript] },
    { type: 'debugpy', label: 'Python', languages: python },
    { type: 'pwa-node', label: 'Node.js', languages: javascript },
  ],
  commands: [{ command: 'groundwork.shell.debugService', title: 'Debug a Service', category: 'Debug' }],
} satisfies Contributions;
