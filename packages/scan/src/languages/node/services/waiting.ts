import { consumingCalls, schedulingCalls } from '../../../catalog/node/processes.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Module } from '../../../syntax/module.ts';
import type { NodeProject } from './project.ts';

/** A place where a process waits for work. */
export interface Waiting {
  readonly line: number;
  readonly why: string;
}

/** Calls that take work wherever the queue was made. */
const taking = /^(process|consume|work|eachMessage)$/;

/**
 * Where a module takes jobs or messages: a queue's worker, a consumer's loop, a subscription. With `named` its file is called
 * so already: a queue made elsewhere in the package will do.
 */
export function consumedIn(module: Module, project: NodeProject, named: boolean): Waiting | null {
  const { calls } = indexOf(module);
  for (const [name, known] of calls) {
    const rules = consumingCalls.filter((rule) => rule.calls.includes(name));
    if (rules.length === 0) continue;
    for (const { call, scope } of known) {
      const canonical = project.repository.canonicalName(call.callee, module, scope) ?? '';
      const rule = rules.find((each) =>
        each.packages.some((library) =>
          each.constructs
            ? canonical.startsWith(library)
            : module.imports.some((fact) => fact.module === library || fact.module.startsWith(`${library}/`)) ||
              (named && taking.test(name) && project.dependency(library) !== null),
        ),
      );
      if (rule) return { line: call.line, why: 'takes jobs or messages' };
    }
  }
  return null;
}

/** Where a module keeps a schedule. */
export function scheduledIn(module: Module): Waiting | null {
  const { calls } = indexOf(module);
  for (const { packages, calls: names } of schedulingCalls) {
    if (!module.imports.some((fact) => packages.includes(fact.module))) continue;
    for (const name of names) {
      const [placed] = calls.get(name) ?? [];
      if (placed) return { line: placed.call.line, why: 'keeps a schedule' };
    }
  }
  return null;
}
