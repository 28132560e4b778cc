#!/usr/bin/env node
// Starts the bundled command line. On a Node older than the one Groundwork is tested on, hands over to the one its
// checkout brings along (npm's `node` package), so that calling this file directly works as well as through npm.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath, URL } from 'node:url';

const oldest = 22;
const main = new URL('../dist/main.js', import.meta.url);
const bundledNode = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url));

function stop(message, fix) {
  process.stderr.write(`groundwork: ${message}\n  fix  ${fix}\n`);
  process.exitCode = 3;
}

function handOver() {
  const child = spawn(bundledNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // A Ctrl-C reaches the child by itself, as a member of the same foreground group: here it only must not end the wait.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', (cause) => stop(`${bundledNode} does not start: ${cause.message}`, 'npm ci'));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}

/**
 * A server lives for days and has little to do: each of V8's helping threads keeps memory of its own, 20 MB together. Their number is
 * only taken from the command line, so the process becomes one that was started with it (the same process, with the same streams).
 */
function startLean() {
  const lean = '--v8-pool-size=1';
  if (process.argv[2] !== 'serve' || process.execArgv.includes(lean) || process.platform !== 'linux') return;
  process.execve?.(process.execPath, [
    process.execPath,
    ...process.execArgv,
    lean,
    fileURLToPath(import.meta.url),
    ...process.argv.slice(2),
  ]);
}

if (!existsSync(main)) stop('this checkout is not built yet', 'npm run build');
else if (Number.parseInt(process.versions.node, 10) >= oldest) {
  startLean();
  module.enableCompileCache?.();
  await import(main.href);
} else if (existsSync(bundledNode)) handOver();
else stop(`Node ${process.versions.node} is too old, ${oldest} or newer is needed`, 'install Node 24 (https://nodejs.org)');
