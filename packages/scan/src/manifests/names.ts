import type { Language, ServiceKind } from '@groundwork/blueprint';

/** What authors mean by the names they give services. Only for names written in manifests, where nothing else tells. */
const kinds: readonly { readonly pattern: RegExp; readonly kind: ServiceKind }[] = [
  { pattern: /(^|[-_])(beat|scheduler|clock|schedule)($|[-_])|celery-?beat/, kind: 'scheduler' },
  { pattern: /(^|[-_])(cron|crons|cronjobs?)($|[-_])/, kind: 'cron' },
  {
    pattern:
      /(^|[-_])(workers?|celery|sidekiq|queues?|consumers?|rq|jobs|background|processor|listener|horizon|daemon|bot)($|[-_])|worker$/,
    kind: 'worker',
  },
  { pattern: /(^|[-_])(migrations?|migrate|migrator|seed|seeder|init|setup|bootstrap)($|[-_])/, kind: 'job' },
  { pattern: /(^|[-_])(train|trainer|training)($|[-_])/, kind: 'training' },
  { pattern: /(^|[-_])(inference|predictor|model-?server)($|[-_])/, kind: 'inference' },
  { pattern: /(^|[-_])(web|webserver|api|server|backend|frontend|site|http|gateway|ui|dashboard|flower)($|[-_\d])/, kind: 'web' },
];

export const kindOfName = (name: string): ServiceKind | null => kinds.find(({ pattern }) => pattern.test(name.toLowerCase()))?.kind ?? null;

const languageNames: readonly { readonly pattern: RegExp; readonly language: Language }[] = [
  { pattern: /^(py|python)/, language: 'python' },
  { pattern: /^(js|ts|javascript|typescript|node|nodejs|bun|deno)/, language: 'node' },
  { pattern: /^(go|golang|provided\.al2.*go)/, language: 'go' },
  { pattern: /^(java|kotlin|jvm|corretto)/, language: 'java' },
  { pattern: /^(rb|ruby|rails)/, language: 'ruby' },
  { pattern: /^php/, language: 'php' },
  { pattern: /^rust/, language: 'rust' },
  { pattern: /^(csharp|dotnet|fsharp|aspnet|dotnetcore|cs$)/, language: 'dotnet' },
  { pattern: /^(static|html)/, language: 'static' },
];

/** The language a platform's word for a runtime means (`nodejs18.x`, `python3.9`, `py`), with the version in it. */
export function runtimeNamed(text: string | null): { language: Language | null; runtime: string | null } {
  const plain = (text ?? '').toLowerCase().replace(/^heroku\//, '');
  const language = languageNames.find(({ pattern }) => pattern.test(plain))?.language ?? null;
  const version = /^[a-z]+-?(\d+(?:\.\d+)*)/.exec(plain.replace(/\.x$/, ''))?.[1] ?? null;
  return { language, runtime: language === 'python' && version && /^3\d+$/.test(version) ? `3.${version.slice(1)}` : version };
}
