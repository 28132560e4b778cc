import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { completeFile, toolFolder, toolProgram } from './folder.ts';
import { tools, type Tool, type ToolName } from './table.ts';

const run = promisify(execFile);

/** Installs one tool where it is not there yet. Gives whether it had to. Throws what its installer said. */
export async function installTool(name: ToolName): Promise<boolean> {
  if (toolProgram(name) !== null) return false;
  const folder = toolFolder(name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const tool: Tool = tools[name];
  if (tool.from === 'pypi') await fromPypi(name, tool, folder);
  else if (tool.from === 'npm') await fromNpm(name, tool, folder);
  else if (tool.from === 'go') await fromGo(name, tool, folder);
  else if (tool.from === 'files') await filesOf(tool, folder);
  else await fromModules(tool, folder);
  writeFileSync(join(folder, completeFile), '');
  return true;
}

async function fromPypi(name: string, { version, with: others = [] }: Extract<Tool, { from: 'pypi' }>, folder: string): Promise<void> {
  await run('python3', ['-m', 'venv', folder]);
  const options = ['--quiet', '--disable-pip-version-check', '--no-input'];
  await run(join(folder, 'bin/pip'), ['install', ...options, `${name}==${version}`, ...others], { maxBuffer: 2 ** 26 });
}

/** Scripts of packages are run: some fetch their program of this machine from the registry by one. */
async function fromNpm(name: string, { version }: Extract<Tool, { from: 'npm' }>, folder: string): Promise<void> {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const options = ['--save-exact', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...options, `${name}@${version}`], { cwd: folder, maxBuffer: 2 ** 26 });
}

/** Built as the main module: `go install` refuses a module that replaces a dependency. */
async function fromGo(name: string, { version, main }: Extract<Tool, { from: 'go' }>, folder: string): Promise<void> {
  const build = join(folder, 'build');
  mkdirSync(build);
  const env = { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'auto', CGO_ENABLED: '0' };
  const options = { cwd: build, env, maxBuffer: 2 ** 26 };
  await run('go', ['mod', 'init', 'tools'], options);
  await run('go', ['get', `${main}@${version}`], options);
  await run('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', join(folder, 'bin', name), main], options);
  rmSync(build, { recursive: true });
}

/** Built where their `go.sum` is, which says what may be built and nothing else. */
async function fromModules({ programs, flags }: Extract<Tool, { from: 'modules' }>, folder: string): Promise<void> {
  const root = resolve(import.meta.dirname, '../../../..');
  const env = { ...process.env, GOFLAGS: '-mod=readonly', GOWORK: 'off', GOTOOLCHAIN: 'auto', CGO_ENABLED: '0' };
  for (const [name, { folder: module, main }] of Object.entries(programs))
    await run('go', ['build', '-trimpath', `-ldflags=-s -w ${flags}`, '-o', join(folder, 'bin', name), main], {
      cwd: join(root, module),
      env,
      maxBuffer: 2 ** 26,
    });
}

async function filesOf({ files }: Extract<Tool, { from: 'files' }>, folder: string): Promise<void> {
  for (const [name, { module, path }] of Object.entries(files)) {
    // Its checksum is looked up in Go's public database.
    const { stdout } = await run('go', ['mod', 'download', '-json', module], {
      cwd: folder,
      env: { ...process.env, GOWORK: 'off', GOFLAGS: '-mod=mod' },
    });
    const at = /"Dir": "([^"]+)"/.exec(stdout)?.[1] ?? '';
    copyFileSync(join(at, path), join(folder, name));
  }
}
