import type { Expression } from '../../../syntax/expression.ts';
import { visit } from '../../../syntax/expression.ts';
import type { Project } from './project.ts';

const healthPath =
  /^\/?(?:[\w-]+\/){0,3}(up|health|healthz|healthcheck|health-check|health_check|livez|readyz|liveness|readiness|ping|alive|status\/health|heartbeat)\/?$/i;

const routing = /^(get|any|map|route|match|Route|add|group|withRouting|head)$/;

/** The route that answers when the service is well: `Route::get('/health', …)`, `#[Route('/ping')]`, Laravel's `health: '/up'`. */
export function healthOf(project: Project): string | null {
  const found: string[] = [];
  const look = (expression: Expression): void =>
    visit(expression, (each) => {
      if (each.kind !== 'call' || (each.callee.kind !== 'name' && each.callee.kind !== 'member') || !routing.test(each.callee.name)) return;
      for (const text of [each.args[0], each.args[1], each.named['health'], each.named['path']])
        if (
          text?.kind === 'literal' &&
          typeof text.value === 'string' &&
          healthPath.test(text.value) &&
          (text.value.startsWith('/') || each.args.length > 1)
        )
          found.push(text.value);
    });
  for (const module of project.modules) {
    for (const { expression } of module.statements) look(expression);
    for (const fact of module.functions) for (const decorator of fact.decorators) look(decorator);
  }
  const best = found.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
  return best === undefined ? null : `/${best.replace(/^\//, '')}`;
}
