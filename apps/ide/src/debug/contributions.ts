import type { IExtensionManifest } from '@codingame/monaco-vscode-api/extensions';

type Contributions = NonNullable<IExtensionManifest['contributes']>;

const python = ['python'];
const javascript = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

/** The debuggers of services, to the workbench: which languages have breakpoints, and which types sessions are of. */
export const debugContributions = {
  breakpoints: [...python, ...javascript].map((language) => ({ language })),
  debuggers: [
    {
      type: 'groundwork',
      label: 'Service',
      languages: [...python, ...javascript],
      configurationAttributes: {
        launch: {
          required: ['service'],
          properties: { service: { type: 'string', description: 'Name of the service, as `gw scan` has it' } },
        },
      },
    },
    // What a service turns out to be. A person never chooses between them, so they claim no language.
    { type: 'debugpy', label: 'Python' },
    { type: 'pwa-node', label: 'Node.js' },
  ],
  commands: [{ command: 'groundwork.shell.debugService', title: 'Debug a Service', category: 'Debug' }],
} satisfies Contributions;
