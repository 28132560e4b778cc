import { indexOf } from '../../../evaluate/module-index.ts';
import type { Project } from './project.ts';

const healthPath =
  /^\/?(?:[\w-]+\/){0,3}(up|health|healthz|healthcheck|health-check|health_check|livez|readyz|liveness|readiness|ping|alive|heartbeat|_health|okcomputer)\/?$/i;

const routing = ['get', 'match', 'mount', 'map', 'head', 'on', 'is'];

/** The route that answers when the service is well: `get "up" => "rails/health#show"`, `get '/health' do`. */
export function healthOf(project: Project): string | null {
  const found: string[] = [];
  for (const module of project.modules) {
    for (const name of routing)
      for (const { call } of indexOf(module).calls.get(name) ?? []) {
        const [first] = call.args;
        const texts = [...(first?.kind === 'literal' ? [String(first.value)] : []), ...Object.keys(call.named)];
        for (const text of texts) if (healthPath.test(text)) found.push(text);
      }
  }
  const best = found.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
  return best === undefined ? null : `/${best.replace(/^\//, '')}`;
}
