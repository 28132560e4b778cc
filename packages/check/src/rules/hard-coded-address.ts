import type { Service } from '@groundwork/blueprint';
import { canonicalName, environmentSites, isSource, type Expression, type Module } from '@groundwork/scan';
import { readInstead } from '../fixes/read-instead.ts';
import { loopbackUrl, type LoopbackUrl } from '../knowledge/loopback.ts';
import { httpCalls } from '../knowledge/http-clients.ts';
import { isForDevelopment, isForDevelopmentOnly } from '../knowledge/development.ts';
import type { FileView, Pending, Report, Rule, Whole } from '../rule.ts';
import { placeOf } from '../syntax/place.ts';
import { calledName, slotOf, walk, wordsIn, type Visit } from '../syntax/walk.ts';
import { hardCodedResources } from './hard-coded-address/resources.ts';

export const hardCodedAddress: Rule = {
  id: 'hard-coded-address',
  title: 'Address of this machine written into the code',
  severity: 'error',
  help: `\`localhost\` and \`127.0.0.1\` are the machine, or the container, that the code runs in. Deployed, a database or another service
is somewhere else, so the connection is refused.

Read the address from the environment, and keep today's value as what holds when nothing is set: on your own machine nothing changes, and
whatever deploys the service can say where things are.`,
  inFile: {
    interest: /\b(localhost|127\.0\.0\.1|host\.docker\.internal)\b/,
    of: 'source',
    *look(view) {
      const { placed, file } = view;
      if (!placed || isForDevelopmentOnly(file.path)) return;
      const read = new Set(environmentSites(placed.module).reads.map(({ expression }) => expression));
      for (const visit of walk(placed.module)) {
        const { expression } = visit;
        if (expression.kind !== 'literal' || typeof expression.value !== 'string') continue;
        const url = loopbackUrl(expression.value);
        if (url && !isHarmless(visit, read, placed.module)) yield* pendingFor(view, visit, url);
      }
    },
  },
  inRepository: (whole) => inResources(whole),
};

async function inResources(whole: Whole): Promise<Report[]> {
  const found: Report[] = [];
  for (const service of whole.blueprint.services) found.push(...(await hardCodedResources(service, whole)));
  return found;
}

/** Only what is asked over HTTP is looked for here: what speaks to a resource is known from its client. */
function* pendingFor(view: FileView, visit: Visit, url: LoopbackUrl): Iterable<Pending> {
  if (!/^(https?|wss?)$/.test(url.scheme)) return;
  const isAsked = isAskedOf(visit, view);
  const named = nameOf(visit);
  if (!isAsked && !named) return;
  const place = placeOf(view, visit.expression, visit.parents);
  if (!place || !isSource(view.file.path)) return;
  yield ({ whole, service }) => {
    if (!service) return null;
    const other = neighbourAt(url, service, whole);
    // What it starts itself is where it is.
    if (other === null && startsPrograms.test(view.file.text)) return null;
    const itself = other === null && url.port !== null && url.port === service.port;
    // What runs in a browser asks the machine of whoever looks at it.
    const inBrowser = service.kind === 'static';
    const whose = other ? `${other.name}, at ${url.origin}` : itself ? `itself at ${url.origin}` : url.origin;
    return {
      file: view.file.path,
      range: place.range,
      severity: isAsked || other ? 'error' : 'warning',
      message: inBrowser
        ? `${service.name} asks ${whose}: in a browser that is the visitor's own machine, where nothing answers.`
        : `${service.name} asks ${whose}: deployed, that is the machine it runs on itself, and ${other ? `${other.name} is on another` : 'the request is refused or goes to the wrong place'}.`,
      fix: inBrowser ? null : readInstead(view, visit.expression, visit.parents, service, told(visit, url, other, isAsked)),
      more: other ? `${other.name} listens on ${url.port}.` : null,
    };
  };
}

const startsPrograms = /\b(subprocess|Popen|child_process|exec\.Command|ProcessBuilder|Process\.Start|create_subprocess_exec|execa)\b/;

/** A constant of its own keeps its name and all of its text; of an address that is asked, the part in front of the path is told. */
function told(visit: Visit, url: LoopbackUrl, other: Service | null, isAsked: boolean): { name: string; length?: number } {
  const target = visit.parents.length === 0 ? visit.root.target.at(-1) : undefined;
  if (target && /^[A-Z][A-Z0-9_]+$/.test(target)) return { name: target };
  const name = other
    ? `${constantCase(other.name)}_URL`
    : target && /ur[li]|host|endpoint|api|base/i.test(target)
      ? constantCase(target)
      : url.port
        ? `SERVICE_${url.port}_URL`
        : 'SERVICE_URL';
  return isAsked ? { name, length: url.origin.length } : { name };
}

const constantCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/\W+/g, '_')
    .toUpperCase();

const neighbourAt = ({ port }: LoopbackUrl, self: Service, { blueprint }: Whole): Service | null =>
  port === null
    ? null
    : (blueprint.services.find((each) => each.name !== self.name && each.port === port && each.kind !== 'static') ?? null);

/** Whether it is an argument of a call that asks something of an address, directly or as part of a text. */
function isAskedOf({ expression, parents, root }: Visit, { placed }: FileView): boolean {
  const pattern = placed && httpCalls[placed.module.language];
  if (!placed || !pattern) return false;
  let part = expression;
  for (const parent of parents) {
    if (parent.kind === 'call' && parent.callee !== part) {
      const slot = slotOf(parent, part);
      if (slot !== null && !/^[01]$|ur[li]|base|endpoint|host|address/i.test(slot)) return false;
      const name = canonicalName(parent.callee, placed.module, root.scope) ?? calledName(parent);
      return pattern.test(name.replace(/\(\)/g, ''));
    }
    if (parent.kind !== 'template' && parent.kind !== 'object' && parent.kind !== 'unknown') return false;
    part = parent;
  }
  return false;
}

const saysAddress =
  /ur[li]s?$|_url|host$|endpoint|base_?(url|uri|path)|^api|_api|api_?(base|root|url|host|server)|backend|server_?(url|addr)|addr(ess)?$|socket|ws_?url|origin$|domain$/i;

/** Whether the name that it is given says that it is an address of something that is asked. */
function nameOf({ expression, parents, root }: Visit): boolean {
  const [parent] = parents;
  if (parents.length === 0) return (root.kind === 'assignment' || root.kind === 'field') && saysAddress.test(root.target.at(-1) ?? '');
  if (parents.length > 2 || root.kind === 'parameter') return false;
  const slot = parent?.kind === 'object' ? slotOf(parent, expression) : null;
  return slot !== null && saysAddress.test(slot);
}

const spoken =
  /^(log|info|debug|warn|warning|error|print|println|printf|sprintf|fprintf|eprintln|puts|echo|write|writeln|fatal|fatalf|trace|exception|raise|die|Logf?|Print\w*|Info\w*|Errorf?|describe|it|test|expect)$/;
const fallbacks =
  /^(default|fallback|placeholder|example|examples|description|help|summary|title|label|servers?|openapi|swagger|proxy|devServer|metavar|comment)$/i;
const options =
  /^(add_argument|option|Option|argument|Argument|Flag|StringVar\w*|String|Default|SetDefault|Field|Query|Body|Input|getenv|get_?env\w*|env|config|setting|getOrDefault|GetValue|getProperty|get_config|URL|bind|listen|run|Value)$/;
const lists = /origins?|cors|allow|trusted|whitelist|csrf|redirect|hosts|csp|Src$|domains|examples?|known|bypass|no_?proxy/i;

/** Whether what stands here is a default, a comparison, a list of who may ask, a sentence, or only for development. */
function isHarmless({ expression, parents, root }: Visit, read: ReadonlySet<Expression>, module: Module): boolean {
  if (root.kind === 'parameter' || root.guards.some(isForDevelopment)) return true;
  if (root.target.some((name) => lists.test(name) || /default|example|dev|local|test|mock|fallback|placeholder/i.test(name))) return true;
  const around = [root.owner, module.functions[root.scope]?.name, ...parents.map((each) => (each.kind === 'object' ? each.type : null))];
  if (around.some((name) => name && /config|settings|options|args|params|props|default/i.test(name))) return true;
  let part = expression;
  for (const parent of parents) {
    if (read.has(parent) || parent.kind === 'compare' || parent.kind === 'environment') return true;
    if (parent.kind === 'fallback' && parent.second === part) return true;
    if (parent.kind === 'conditional' && parent.test !== part && isForDevelopment(parent.test)) return true;
    if (parent.kind === 'call' && parent.callee !== part) {
      const name = calledName(parent);
      if (spoken.test(name) || options.test(name) || lists.test(name)) return true;
      // A call that is told the name of a variable reads it; the rest is what it falls back to.
      if (parent.args.some((each) => each.kind === 'literal' && /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(String(each.value)))) return true;
    }
    const slot = slotOf(parent, part);
    if (slot !== null && (fallbacks.test(slot) || lists.test(slot) || isForDevelopment({ kind: 'name', name: slot, line: 1 }))) return true;
    part = parent;
  }
  // Words of a condition are no reason to think that it is one.
  return parents.some((parent) => parent.kind === 'list') && lists.test(wordsIn(parents.at(-1) ?? expression));
}
