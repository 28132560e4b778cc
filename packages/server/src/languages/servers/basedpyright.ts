import { findPythons } from '@groundwork/target-local';
import { packageFile } from '../package-file.ts';
import { pythonEnvironments } from '../python-environments.ts';
import { startable, type Folder, type LanguageServer } from '../server.ts';

/** No program: where there is no Python, none may be looked for in the repository. */
const none = '/dev/null';

const wrongInAnyCase = {
  reportUndefinedVariable: 'error',
  reportUnboundVariable: 'error',
  reportUnusedCoroutine: 'error',
  reportUnhashable: 'error',
  reportNoOverloadImplementation: 'error',
  reportInvalidStringEscapeSequence: 'warning',
  reportAssertAlwaysTrue: 'warning',
} as const;

/**
 * Asks the Python it is told of for its search paths, and looks for one by itself when it is told of none: that would run
 * `.venv/bin/python` of a repository just because a file was opened. So it is always told: the machine's own until the folder is
 * trusted. The packages of an environment are found without running anything.
 */
export const basedpyright: LanguageServer = {
  id: 'basedpyright',
  title: 'Python (basedpyright)',
  languages: ['python'],
  find: ({ dir, trusted }: Folder) => {
    const entry = packageFile('basedpyright/langserver.index.js');
    if (entry === null) return { reason: 'It was left out when Groundwork was installed', fix: 'npm install --global basedpyright' };
    const environments = pythonEnvironments(dir);
    const used = trusted ? (environments[0] ?? null) : null;
    const others = environments.filter((each) => each !== used);
    const analysis = {
      diagnosticMode: 'openFilesOnly',
      // What is wrong in any case. Whoever wants types checked says so in pyproject.toml, which comes first.
      typeCheckingMode: 'off',
      diagnosticSeverityOverrides: {
        ...wrongInAnyCase,
        // Before anything is installed every import would be marked.
        reportMissingImports: environments.length > 0 ? 'warning' : 'none',
      },
      autoImportCompletions: true,
      useTypingExtensions: true,
      extraPaths: others.flatMap(({ packages }) => packages),
      inlayHints: { variableTypes: false, callArgumentNames: false, functionReturnTypes: false, genericTypes: false },
    };
    return startable([process.execPath, '--max-old-space-size=2048', entry, '--stdio'], {
      settings: {
        python: { pythonPath: used?.python ?? findPythons()[0]?.program ?? none, analysis },
        basedpyright: { analysis, disableOrganizeImports: false },
      },
      read: environments.map(({ installed }) => installed).join('\n'),
    });
  },
};
