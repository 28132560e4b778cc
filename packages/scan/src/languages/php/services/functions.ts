import type { ServiceDraft } from '../../language.ts';
import { baseName } from '../../../repository/paths.ts';
import { classMarked, draft, evidenceAt, type Project } from './project.ts';

/** Handlers that Bref runs: files that return a function of an event, and classes made for one. */
export function functionServices(project: Project): ServiceDraft[] {
  if (!project.has('bref/bref')) return [];
  const handler = classMarked(
    project,
    'SqsHandler',
    'S3Handler',
    'SnsHandler',
    'KinesisHandler',
    'EventBridgeHandler',
    'HttpHandler',
    'Handler',
  );
  const returned = project.modules.filter((module) =>
    module.assignments.some((each) => each.target[0] === 'exports' && each.value.kind === 'function' && each.value.parameters.length > 0),
  );
  const files = [...new Set([...returned.map((module) => module.path), ...(handler ? [handler.module.path] : [])])];
  return files.map((path) =>
    draft(project, {
      name: baseName(path).replace(/\.php$/, ''),
      kind: 'function',
      framework: 'Bref',
      entries: [path],
      evidence: [evidenceAt(path, 1, 'a handler of events', 0.85)],
    }),
  );
}
