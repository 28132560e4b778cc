import { botLibraries } from '../../../catalog/node/processes.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { inComponent } from '../components.ts';
import { consumedIn, scheduledIn, type Waiting } from './waiting.ts';
import { besideName, draft, reachedFrom, relative, stemOf, type NodeProject } from './project.ts';
import { runFile, runScript, startCommand } from './scripts.ts';
import type { ServerEntry } from './server.ts';

const workerScript =
  /^(start[:-]|run[:-])?(workers?|queues?|consumers?|jobs|processor|queue:work|worker:start)([:-](start|prod|production))?$/;
const schedulerScript = /^(start[:-]|run[:-])?(scheduler|crons?|clock)([:-](start|prod|production))?$/;

/** What a member of the workspace runs is that member's. */
const delegating = /\b(yarn workspace|--filter|--workspace|--cwd|--prefix|turbo|nx|lerna|pnpm -r)\b|\s-w\s/;

/** Processes beside the web server: scripts that name one, bots, and files of their own whose code waits for work. */
export function workerServices(project: NodeProject, entry: ServerEntry | null): ServiceDraft[] {
  const scripted = scriptedWorkers(project);
  return [...scripted, ...fileWorkers(project, entry, scripted), ...bots(project)];
}

function scriptedWorkers(project: NodeProject): ServiceDraft[] {
  const { component, manifest } = project;
  const found: ServiceDraft[] = [];
  for (const name of Object.keys(manifest.scripts)) {
    const kind = workerScript.test(name) ? 'worker' : schedulerScript.test(name) ? 'scheduler' : null;
    if (!kind || delegating.test(manifest.scripts[name] ?? '') || found.some((each) => each.kind === kind)) continue;
    const line = manifest.lines[name] ?? 1;
    found.push(
      draft(project, {
        name: besideName(component, kind),
        kind,
        start: runScript(component, name),
        evidence: [{ file: inComponent(component, 'package.json'), line, why: `script \`${name}\``, confidence: 0.85 }],
      }),
    );
  }
  return found;
}

const workerName = /^(.*[-_.])?(workers?|consumers?|jobs?|processors?|queue-runner|subscriber|listener)$/i;
const schedulerName = /^(.*[-_.])?(cron(jobs?)?|schedulers?|clock)$/i;

/** Workers of a page. */
const inBrowser = /(service|web|shared)-?worker|(^|\/)(public|static|assets|components|pages)\//i;

/** Files named for it that take jobs or keep a schedule, and that the web server does not load itself. */
function fileWorkers(project: NodeProject, entry: ServerEntry | null, scripted: readonly ServiceDraft[]): ServiceDraft[] {
  const { component, repository } = project;
  let served: ReadonlySet<string> | null = null;
  const isServed = (module: Module): boolean => (served ??= entry ? reachedFrom([entry.module], repository) : new Set()).has(module.path);
  const found: ServiceDraft[] = [];
  for (const module of project.modules) {
    const stem = stemOf(module.path);
    const named = /^(index|main)$/.test(stem) ? (module.path.split('/').at(-2) ?? '') : stem;
    const kind = workerName.test(named) ? 'worker' : schedulerName.test(named) ? 'scheduler' : null;
    if (!kind || inBrowser.test(module.path) || [...scripted, ...found].some((each) => each.kind === kind)) continue;
    const waiting: Waiting | null = kind === 'worker' ? consumedIn(module, project, true) : scheduledIn(module);
    if (!waiting || isServed(module)) continue;
    found.push(
      draft(project, {
        name: besideName(component, kind),
        kind,
        start: isStarted(module) ? startCommand(project) : runFile(component, relative(component, module.path)),
        evidence: [{ file: module.path, line: waiting.line, why: waiting.why, confidence: 0.8 }],
      }),
    );
  }
  return found;
}

/** A file that only hands out a function is started by the program it belongs to. */
const isStarted = (module: Module): boolean =>
  (indexOf(module).assignments.get('exports') ?? []).some(({ target, value }) => target[1] === 'default' && value.kind === 'name');

/** Bots hold a connection open instead of listening. */
function bots(project: NodeProject): ServiceDraft[] {
  for (const name of botLibraries) {
    const dependency = project.dependency(name);
    if (!dependency || dependency.development) continue;
    const module = project.modules.find(
      (each) =>
        each.imports.some((fact) => fact.module === name) &&
        ['login', 'launch', 'start', 'connect', 'startPolling', 'TelegramBot'].some((call) => indexOf(each).calls.has(call)),
    );
    if (!module) continue;
    const script = ['start', 'bot', 'start:bot'].find((each) => project.manifest.scripts[each] !== undefined);
    return [
      draft(project, {
        name: besideName(project.component, 'bot'),
        kind: 'worker',
        framework: name,
        start: script ? runScript(project.component, script) : runFile(project.component, relative(project.component, module.path)),
        evidence: [{ file: module.path, line: 1, why: `${name} bot`, confidence: 0.85 }],
      }),
    ];
  }
  return [];
}
