// Installs what package-lock.json says, when that has not been done yet.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotPossible, runQuietly } from './run.mjs';

const oldest = [20, 19];

/** Makes sure that `node_modules` is there and current. Gives the Node to run everything else with. */
export async function install(root) {
  requireNode();
  const stamp = join(root, 'node_modules', '.groundwork-installed');
  const wanted = fingerprint(root);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    const [program, args] = npm();
    const { code, output } = await runQuietly(
      'Installing dependencies (the first time takes about half a minute)',
      program,
      [...args, 'ci', '--no-audit', '--no-fund'],
      {
        cwd: root,
      },
    );
    if (code !== 0) throw notInstalled(code, output);
    writeFileSync(stamp, wanted);
  }
  return nodeOf(root);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  throw new NotPossible(
    `Node ${process.versions.node} is too old: ${oldest.join('.')} or newer is needed`,
    'install Node 24 from https://nodejs.org',
  );
}

function fingerprint(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return `${hash.digest('hex')} ${process.platform} ${process.arch}\n`;
}

/** The npm that runs this script, or the one on PATH. */
function npm() {
  const current = process.env.npm_execpath;
  return current?.endsWith('npm-cli.js') ? [process.execPath, [current]] : ['npm', []];
}

/** The Node that npm's `node` package brought, so that an older one on this machine is no obstacle. */
function nodeOf(root) {
  const bundled = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(bundled)) return bundled;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new NotPossible(
    'Node 24 was not installed: the install script of npm package `node` did not run',
    'npm rebuild node --ignore-scripts=false',
  );
}

function notInstalled(code, output) {
  process.stderr.write(`\n${output.trim()}\n`);
  if (code === 127) return new NotPossible('npm was not found', 'install Node 24 from https://nodejs.org, which brings npm');
  const network = /ENOTFOUND|ETIMEDOUT|ECONNRESET|ECONNREFUSED|EAI_AGAIN|network/.test(output);
  if (network) return new NotPossible('npm could not reach its registry', 'check the network, then run the same command again', 75);
  return new NotPossible('npm ci failed; what it said is above', 'mend what npm names above, then run the same command again');
}
