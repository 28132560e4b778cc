import type { Expression } from '../../../syntax/expression.ts';
import type { Project } from './context.ts';

const answers =
  '\\^?\\/?(?:[\\w-]+\\/){0,3}(?:health|healthz|healthcheck|health-check|health_check|_health|__health__|livez|readyz|liveness|readiness|ping|alive|_status|heartbeat|__heartbeat__|__lbheartbeat__)\\/?\\$?';
const registers = 'get|route|path|re_path|url|add_url_rule|add_api_route|add_get|add_route|api_route|view';

const healthPath = new RegExp(`^${answers}$`, 'i');
const routing = new RegExp(`^(?:${registers})$`);

/** Where such a route stands. */
export const healthRoute = new RegExp(`\\b(?:${registers})\\(\\s*r?['"]${answers}['"]`);

/** The route that answers when the service is well: a decorator, `path("health/", …)`, `add_api_route("/health", …)`. */
export function healthOf(project: Project): string | null {
  const found: string[] = [];
  for (const module of project.modules) {
    for (const { expression } of module.statements) {
      const text = firstText(expression);
      if (text !== null && healthPath.test(text)) found.push(text);
    }
  }
  const best = found.toSorted((a, b) => a.length - b.length)[0];
  return best === undefined ? null : `/${best.replace(/^\^?\/?/, '').replace(/\$$/, '')}`;
}

function firstText(expression: Expression): string | null {
  if (expression.kind !== 'call') return null;
  const name = expression.callee.kind === 'name' || expression.callee.kind === 'member' ? expression.callee.name : '';
  const [first, second] = expression.args;
  if (!routing.test(name)) return null;
  if (first?.kind === 'literal' && typeof first.value === 'string' && first.value.startsWith('/')) return first.value;
  if (first?.kind === 'literal' && typeof first.value === 'string' && second) return first.value;
  return null;
}
