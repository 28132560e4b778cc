import { indexOf } from '../../../evaluate/module-index.ts';
import type { ServiceDraft } from '../../language.ts';
import { inComponent } from '../components.ts';
import { draft, type NodeProject } from './project.ts';
import { runScript } from './scripts.ts';

const workerScript = /^(start:|run:)?(worker|workers|queue|consumer|jobs|processor|queue:work)(:start|:prod)?$/;
const schedulerScript = /^(start:)?(scheduler|cron|clock)(:start|:prod)?$/;

/** Processes beside the web server: scripts that name one, bots, and consumers whose code waits for work. */
export function workerServices(project: NodeProject): ServiceDraft[] {
  const { component, manifest } = project;
  const found: ServiceDraft[] = [];
  for (const name of Object.keys(manifest.scripts)) {
    const kind = workerScript.test(name) ? 'worker' : schedulerScript.test(name) ? 'scheduler' : null;
    if (!kind || found.some((each) => each.kind === kind)) continue;
    found.push(
      draft(project, {
        name: kind,
        kind,
        start: runScript(component, name),
        evidence: [
          { file: inComponent(component, 'package.json'), line: manifest.lines[name] ?? 1, why: `script \`${name}\``, confidence: 0.85 },
        ],
      }),
    );
  }
  if (found.length === 0) found.push(...queueWorkers(project));
  return [...found, ...bots(project)];
}

/** Workers of a queue library in a file that is an entry of its own. */
function queueWorkers(project: NodeProject): ServiceDraft[] {
  for (const module of project.modules) {
    const stem =
      module.path
        .split('/')
        .at(-1)
        ?.replace(/\.\w+$/, '') ?? '';
    const named =
      /^(workers?|consumer|jobs?|processors?|queue-worker)$/.test(stem) || /(^|\/)(workers?)\/(index|main)\.[jt]s$/.test(module.path);
    const worker = (indexOf(module).calls.get('Worker') ?? []).find(({ call, scope }) =>
      /^(bullmq|bull)\b/.test(project.repository.canonicalName(call.callee, module, scope) ?? ''),
    );
    const consumes = ['consume', 'process', 'subscribe'].flatMap((name) => indexOf(module).calls.get(name) ?? [])[0];
    const found = worker ?? (named ? consumes : undefined);
    if (!found || !named) continue;
    const path = project.component.path === '.' ? module.path : module.path.slice(project.component.path.length + 1);
    return [
      draft(project, {
        name: 'worker',
        kind: 'worker',
        start: `${/\.[mc]?ts$/.test(path) ? 'npx tsx' : 'node'} ${path}`,
        evidence: [{ file: module.path, line: found.call.line, why: 'takes jobs from a queue', confidence: 0.8 }],
      }),
    ];
  }
  return [];
}

/** Bots hold a connection open instead of listening. */
function bots(project: NodeProject): ServiceDraft[] {
  for (const name of ['discord.js', 'telegraf', 'grammy', 'eris', 'node-telegram-bot-api']) {
    const dependency = project.dependency(name);
    if (!dependency || dependency.development) continue;
    const module = project.modules.find(
      (each) =>
        each.imports.some((fact) => fact.module === name) &&
        ['login', 'launch', 'start', 'connect'].some((call) => indexOf(each).calls.has(call)),
    );
    if (!module) continue;
    const script = ['start', 'bot', 'start:bot'].find((each) => project.manifest.scripts[each] !== undefined);
    return [
      draft(project, {
        name: 'bot',
        kind: 'worker',
        framework: name,
        start: script ? runScript(project.component, script) : `node ${module.path}`,
        evidence: [{ file: module.path, line: 1, why: `${name} bot`, confidence: 0.85 }],
      }),
    ];
  }
  return [];
}
