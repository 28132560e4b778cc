import type { Component } from '../../language.ts';
import type { NodeProject } from './project.ts';

/** Runs a script of package.json with the project's package manager. */
export function runScript(component: Component, script: string): string {
  const manager = component.runtime.packageManager ?? 'npm';
  return manager === 'npm' && script === 'start' ? 'npm start' : `${manager} ${manager === 'yarn' ? '' : 'run '}${script}`;
}

/** Runs a script of another package of the workspace. */
export function runMemberScript(component: Component, member: string, script: string): string {
  switch (component.runtime.packageManager) {
    case 'pnpm':
      return `pnpm --filter ${member} run ${script}`;
    case 'yarn':
      return `yarn workspace ${member} ${script}`;
    case 'bun':
      return `bun run --filter ${member} ${script}`;
    default:
      return `npm run ${script} --workspace ${member}`;
  }
}

/** Runs a command that a dependency brings. */
export function runBinary(component: Component, command: string): string {
  switch (component.runtime.packageManager) {
    case 'pnpm':
      return `pnpm exec ${command}`;
    case 'yarn':
      return `yarn ${command}`;
    case 'bun':
      return `bunx ${command}`;
    case 'deno':
      return `deno run -A npm:${command}`;
    default:
      return `npx ${command}`;
  }
}

/** Runs a source file, relative to the component. */
export function runFile(component: Component, path: string): string {
  if (component.runtime.packageManager === 'bun') return `bun ${path}`;
  if (component.runtime.packageManager === 'deno') return `deno run -A ${path}`;
  return /\.[cm]?tsx?$/.test(path) ? runBinary(component, `tsx ${path}`) : `node ${path}`;
}

/** Scripts that start a service in production, the surest first. */
const starting = ['start:prod', 'start:production', 'prod', 'production', 'start', 'serve', 'server', 'start:server'];

const watching = /\b(nodemon|ts-node-dev|tsx watch|node-dev|supervisor)\b|--watch\b/;

export function startScript(project: NodeProject): string | null {
  const { scripts } = project.manifest;
  return (
    starting.find((name) => scripts[name] !== undefined && !watching.test(scripts[name])) ??
    (scripts['start'] === undefined ? null : 'start')
  );
}

export function startCommand(project: NodeProject): string | null {
  const script = startScript(project);
  if (script === null) return null;
  const watched = watchedFile(project.manifest.scripts[script] ?? '');
  return watched === null ? runScript(project.component, script) : runFile(project.component, watched);
}

/** The file a script runs again at every change: in production it is run once. */
function watchedFile(script: string): string | null {
  if (
    !/^\s*(\w+=\S+\s+)*(npx\s+)?(nodemon|node-dev|supervisor|node\s+--watch|tsx\s+watch|ts-node-dev)\b/.test(script) ||
    /&&|\|\||;/.test(script)
  )
    return null;
  return /\s(?:\.\/)?([\w./-]+\.[cm]?[jt]s)(?=\s|$)/.exec(script)?.[1] ?? null;
}
