import { indexOf } from '../../../evaluate/module-index.ts';
import type { Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { isWorkspaceRoot, inComponent } from '../components.ts';
import { buildCommands } from './build.ts';
import { draft, nameOf, reachedFrom, relative, stemOf, type NodeProject } from './project.ts';
import { runFile, startCommand, startScript } from './scripts.ts';
import { listens } from './server.ts';
import { consumedIn, scheduledIn, type Waiting } from './waiting.ts';

const runsCode = /(^|[\s;&])(node|ts-node|tsx|bun|deno|nest start|nodemon|ts-node-dev)\b/;

/** A package that neither answers requests nor is called by a cloud, and whose `start` runs code: a worker, a scheduler, or a job that ends. */
export function processService(project: NodeProject): ServiceDraft[] {
  const { component, manifest, repository } = project;
  if (manifest.published || isWorkspaceRoot(component.path, repository)) return [];
  const script = startScript(project);
  const text = script === null ? '' : (manifest.scripts[script] ?? '');
  if (script !== null && !runsCode.test(text)) return [];
  const entry = entryOf(project, text);
  if (!entry) return [];
  const { kind, line, why } = roleOf(project, entry);
  // Without a script to start it, only code that waits for something is more than a library.
  if (script === null && kind === 'job') return [];
  return [
    draft(project, {
      name: nameOf(component, kind),
      kind,
      build: buildCommands(project, null),
      start: startCommand(project) ?? runFile(component, relative(component, entry.path)),
      evidence: [
        { file: entry.path, line, why, confidence: 0.75 },
        ...(script === null
          ? []
          : [
              {
                file: inComponent(component, 'package.json'),
                line: manifest.lines[script] ?? 1,
                why: `script \`${script}\``,
                confidence: 0.7,
              },
            ]),
      ],
    }),
  ];
}

/** The file that the script runs, or the package's main one. */
function entryOf(project: NodeProject, script: string): Module | null {
  const told = [...script.matchAll(/([\w./-]+\.[cm]?[jt]s|[\w-]+\/[\w./-]+)(?=\s|$|"|')/g)].map((match) => stemOf(match[1] ?? ''));
  const names = [...told, ...(project.manifest.main ? [stemOf(project.manifest.main)] : []), 'index', 'main', 'app'];
  for (const name of names) {
    const found = project.modules.filter((module) => stemOf(module.path) === name).toSorted((a, b) => a.path.length - b.path.length)[0];
    if (found) return found;
  }
  return null;
}

/** What a package that waits for work is called. */
const waitingName = /(^|[-_.])(workers?|consumers?|processors?|listener|daemon|poller)($|[-_.])/i;

function roleOf(project: NodeProject, entry: Module): Waiting & { kind: 'web' | 'worker' | 'scheduler' | 'job' } {
  for (const module of [entry, ...project.modules]) {
    const waiting = consumedIn(module, project, false);
    if (waiting) return { ...waiting, kind: 'worker' };
  }
  for (const module of project.modules) {
    const scheduled = scheduledIn(module);
    if (scheduled) return { ...scheduled, kind: 'scheduler' };
  }
  const reached = reachedFrom([entry], project.repository);
  const isEndless = project.modules.some((module) => module.endless.length > 0 && reached.has(module.path));
  if (isEndless || waitingName.test(nameOf(project.component, '')))
    return { line: 1, why: isEndless ? 'runs until it is stopped' : 'is called what waits for work', kind: 'worker' };
  // The server may stand in a package of the workspace that several programs share.
  const shared = [...reached].flatMap((path) => (project.files.includes(path) ? [] : (project.repository.modules.known(path) ?? [])));
  for (const module of shared) {
    const listening = listens(project, module);
    if (listening) return { line: 1, why: `starts the server of ${module.path}`, kind: 'web' };
  }
  const [repeated] = indexOf(entry).calls.get('setInterval') ?? [];
  if (repeated) return { line: repeated.call.line, why: 'repeats something', kind: 'worker' };
  return { line: 1, why: 'runs and ends', kind: 'job' };
}
