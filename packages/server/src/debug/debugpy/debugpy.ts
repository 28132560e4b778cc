import { GroundworkError } from '@groundwork/host';
import { baseEnvironment, findPythons, packageCommand, serverFolder } from '@groundwork/target-local';
import type { ReadyProgram } from '@groundwork/toolkit';
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { z } from 'zod';
import { startAdapter } from '../adapter-process.ts';
import type { Address, Debuggee, Debugger, Start } from '../debugger.ts';
import { hook } from './hook.ts';
import { withVariable } from './last-command.ts';

const version = '1.8.22';

/**
 * Microsoft's debugger for Python, installed once for each minor version of it and never into a repository's environment. A start
 * command is started as it stands: the first Python of the service's own environment reports to the adapter before it runs its
 * program, whichever way the command came to it, and what it starts (reloaders, workers) follows.
 */
export const debugpy: Debugger = {
  type: 'debugpy',
  request: 'attach',
  title: 'debugpy',
  language: 'python',
  missing: () =>
    findPythons().length > 0
      ? null
      : { reason: 'There is no Python 3 on this machine', fix: packageCommand({ apt: 'python3-venv', brew: 'python' }) },
  obtain: (program) => {
    const { python, minor } = environmentOf(program);
    const folder = serverFolder('debugpy', `${version}-python${minor}`);
    const pip = [python, '-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];
    return {
      label: `debugpy ${version} (PyPI)`,
      folder,
      commands: [{ argv: [...pip, '--no-deps', '--only-binary=:all:', '--target', packagesIn(folder), `debugpy==${version}`] }],
      env: {},
    };
  },
  start: async (debuggee) => {
    const { program, folder, fetched, run } = debuggee;
    const { python } = environmentOf(program);
    const endpoints = join(folder, 'endpoints.json');
    const { group, connect } = await startAdapter(
      {
        argv: [python, join(packagesIn(fetched), 'debugpy', 'adapter'), '--host', '127.0.0.1', '--port', '0'],
        env: { ...baseEnvironment(), DEBUGPY_ADAPTER_ENDPOINTS: endpoints },
        folder,
        run: `${run}/adapter`,
      },
      () => readEndpoint(endpoints),
    );
    return {
      connect,
      start: {
        type: 'debugpy',
        request: 'attach',
        name: program.service.name,
        listen: { host: '127.0.0.1', port: 0 },
        subProcess: true,
        justMyCode: true,
        django: program.service.framework === 'django',
        jinja: program.service.framework === 'flask',
      },
      reporting: (to) => startReporting(debuggee, to),
      ended: group.ended,
      stop: () => group.stop(1000),
    };
  },
};

function startReporting({ program, folder, fetched }: Debuggee, { host, port }: Address): Start {
  writeFileSync(join(folder, 'sitecustomize.py'), hook);
  const { prefix } = environmentOf(program);
  const before = program.env['PYTHONPATH'];
  return {
    argv: withVariable(program.argv, 'GROUNDWORK_DEBUGGER', `${host}:${port}`),
    env: {
      ...program.env,
      PYTHONPATH: [folder, ...(before === undefined || before === '' ? [] : [before])].join(delimiter),
      GROUNDWORK_DEBUGGER_PACKAGES: packagesIn(fetched),
      GROUNDWORK_DEBUGGER_PREFIX: prefix,
      // Modules of Python itself are compiled in: nobody breaks there, and it would say so each time.
      PYDEVD_DISABLE_FILE_VALIDATION: '1',
    },
  };
}

const packagesIn = (folder: string): string => join(folder, 'packages');

interface Environment {
  readonly python: string;
  /** Real path. */
  readonly prefix: string;
  /** `3.12`. */
  readonly minor: string;
}

/** The virtual environment that the service runs in. Throws `debug.no_environment`. */
function environmentOf({ env, service }: ReadyProgram): Environment {
  const root = env['VIRTUAL_ENV'] ?? '';
  try {
    const minor = /^version(?:_info)?\s*=\s*(\d+\.\d+)/m.exec(readFileSync(join(root, 'pyvenv.cfg'), 'utf8'))?.[1];
    if (minor !== undefined) return { python: join(root, 'bin', 'python'), prefix: realpathSync(root), minor };
  } catch {
    // Said below.
  }
  throw new GroundworkError({
    code: 'debug.no_environment',
    message: `${service.name} has no virtual environment to debug in`,
    where: root,
    fix: 'gw up',
  });
}

const endpointsSchema = z.object({ client: z.object({ host: z.string(), port: z.int() }) });

function readEndpoint(file: string): Address | null {
  try {
    return endpointsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).client;
  } catch {
    return null;
  }
}
