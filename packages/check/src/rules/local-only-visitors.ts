import type { Expression } from '@groundwork/scan';
import { isForDevelopment, isForDevelopmentOnly } from '../knowledge/development.ts';
import { isLoopback, loopbackUrl } from '../knowledge/loopback.ts';
import type { Report, Rule } from '../rule.ts';
import { placeOf } from '../syntax/place.ts';
import { calledName, slotOf, walk, type Visit } from '../syntax/walk.ts';

export const localOnlyVisitors: Rule = {
  id: 'local-only-visitors',
  title: 'Only this machine is let in',
  severity: 'error',
  help: `The list of hosts or origins that are let in names only this machine. Deployed, the service has another name: Django answers every
request with 400, and a browser refuses what a service with such a list of origins answers.

Read the list from the environment, and keep today's for when it is not set.`,
  inFile: {
    interest: /\b(localhost|127\.0\.0\.1)\b/,
    of: 'source',
    matters: ({ kind }) => kind === 'web' || kind === 'inference',
    *look(view) {
      const { file, placed } = view;
      if (!placed || isForDevelopmentOnly(file.path)) return;
      for (const visit of walk(placed.module)) {
        const what = visit.expression.kind === 'list' ? kindOf(visit) : null;
        const place = what && isLocalOnly(visit.expression) && !isChosen(visit) ? placeOf(view, visit.expression) : null;
        if (!what || !place) continue;
        const list = place.text.replaceAll(/\s+/g, ' ');
        const report: Report = {
          file: file.path,
          range: place.range,
          message:
            what === 'hosts'
              ? `Only requests for ${list} are answered: deployed, the service has another name and answers every request with 400.`
              : `Only pages of ${list} may ask: deployed, the pages come from elsewhere and the browser refuses every answer.`,
          more: 'Read the list from a variable that whatever deploys the service sets.',
        };
        yield report;
      }
    },
  },
};

/** What a list is told as: hosts that are answered, or origins of pages that may ask. */
function kindOf({ expression, parents, root }: Visit): 'hosts' | 'origins' | null {
  const [parent] = parents;
  const slot = slotOf(parent, expression);
  const name =
    parents.length === 0 && root.kind === 'assignment' ? (root.target.at(-1) ?? '') : slot !== null && !/^\d+$/.test(slot) ? slot : '';
  if (/^(ALLOWED_HOSTS|allowed_hosts)$/.test(name)) return 'hosts';
  if (
    /^(CORS_ALLOWED_ORIGINS|CORS_ORIGIN_WHITELIST|CSRF_TRUSTED_ORIGINS|allow_origins|allowed_origins|origins|allowedOrigins|AllowOrigins|cors_origins)$/.test(
      name,
    )
  )
    return 'origins';
  if (name === 'origin' && /cors/i.test(parents.map(calledName).join(' '))) return 'origins';
  return null;
}

function isLocalOnly(expression: Expression): boolean {
  if (expression.kind !== 'list' || expression.items.length === 0) return false;
  return expression.items.every(
    (item) =>
      item.kind === 'literal' &&
      typeof item.value === 'string' &&
      (isLoopback(item.value) || loopbackUrl(item.value) !== null || item.value === '[::1]' || item.value === '0.0.0.0'),
  );
}

/** One of several, by where it runs, or what a variable falls back to. */
const isChosen = ({ parents, root }: Visit): boolean =>
  root.kind === 'parameter' ||
  root.guards.some(isForDevelopment) ||
  parents.some(
    (parent) =>
      parent.kind === 'fallback' ||
      parent.kind === 'conditional' ||
      parent.kind === 'environment' ||
      (parent.kind === 'call' && /env|config|getenv|Field|default|get$/i.test(calledName(parent))),
  );
