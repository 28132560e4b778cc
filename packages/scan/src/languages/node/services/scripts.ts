import type { Component } from '../../language.ts';
import type { NodeProject } from './project.ts';

/** Runs a script of package.json with the project's package manager. */
export function runScript(component: Component, script: string): string {
  const manager = component.runtime.packageManager ?? 'npm';
  return manager === 'npm' && script === 'start' ? 'npm start' : `${manager} ${manager === 'yarn' ? '' : 'run '}${script}`;
}

/** Scripts that start a service in production, the surest first. */
const starting = ['start:prod', 'start:production', 'prod', 'production', 'start', 'serve', 'server', 'start:server'];

export function startScript(project: NodeProject): string | null {
  const { scripts } = project.manifest;
  return (
    starting.find((name) => scripts[name] !== undefined && !/\b(nodemon|ts-node-dev|tsx watch|--watch)\b/.test(scripts[name])) ??
    (scripts['start'] === undefined ? null : 'start')
  );
}

export function startCommand(project: NodeProject): string | null {
  const script = startScript(project);
  return script === null ? null : runScript(project.component, script);
}
