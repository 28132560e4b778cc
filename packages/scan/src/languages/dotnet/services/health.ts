import { indexOf } from '../../../evaluate/module-index.ts';
import { textOf } from '../../../evaluate/value.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Module } from '../../../syntax/module.ts';
import { onlyInDevelopment } from './listening.ts';

const checks = ['MapHealthChecks', 'UseHealthChecks', 'MapCustomHealthCheck'];
const pages = [
  'MapControllerRoute',
  'MapDefaultControllerRoute',
  'MapRazorPages',
  'MapBlazorHub',
  'MapRazorComponents',
  'MapFallbackToFile',
  'MapFallbackToPage',
  'UseSpa',
  'UseDefaultFiles',
  'UseFileServer',
  'UseMvcWithDefaultRoute',
];
const named = /^\/?(health|healthz|healthcheck|health-check|api\/health|ping|status|hc|livez|readyz)$/i;

/** The route that says whether a web project is well: a health check, an endpoint named like one, or its first page. */
export function healthOf(modules: readonly Module[], repository: Repository): string | null {
  const routes = (names: readonly string[]): string[] =>
    modules.flatMap((module) =>
      names.flatMap((name) =>
        (indexOf(module).calls.get(name) ?? []).flatMap(({ call, scope, guards }) => {
          const [first] = call.args;
          if (!first || guards.some(onlyInDevelopment)) return [];
          const text = textOf(repository.valueOf(first, module, scope));
          return text !== null && /^\/?[\w./-]*$/.test(text) ? [text.startsWith('/') ? text : `/${text}`] : [];
        }),
      ),
    );
  const [checked] = routes(checks).toSorted((a, b) => Number(/liv|alive|self/i.test(a)) - Number(/liv|alive|self/i.test(b)));
  if (checked !== undefined) return checked;
  const mapped = routes(['MapGet']);
  const likely = mapped.find((each) => named.test(each));
  if (likely !== undefined) return likely;
  if (mapped.includes('/')) return '/';
  return modules.some((module) => pages.some((name) => indexOf(module).calls.has(name))) ? '/' : null;
}
