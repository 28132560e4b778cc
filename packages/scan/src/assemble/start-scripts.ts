import type { VariableRead } from '../evaluate/value.ts';
import type { Component } from '../languages/language.ts';
import { baseName, folderOf } from '../repository/paths.ts';
import type { Repository } from '../repository/repository.ts';

/** Scripts that containers and process managers start a service with. */
const startScript =
  /^((docker|container)[-_])?(entry-?point|start|run|boot|launch|serve|server|web|worker|gunicorn|uwsgi|cmd)([-_.][\w.-]+)?\.(sh|bash)$/i;

const folders = ['', 'bin', 'scripts', 'docker', 'deploy', 'etc'];

/** Variables that a component's start scripts read: `gunicorn --workers "${WORKERS:-2}"`. */
export function readInStartScripts(component: Component, repository: Repository): ReadonlyMap<string, VariableRead[]> {
  const found = new Map<string, VariableRead[]>();
  const places = folders.map((folder) => (component.path === '.' ? folder || '.' : `${component.path}${folder && `/${folder}`}`));
  for (const path of places.flatMap((folder) => repository.filesIn(folder))) {
    if (!startScript.test(baseName(path)) || /(^|\/)dev/.test(folderOf(path))) continue;
    const text = repository.text(path) ?? '';
    const own = new Set(
      [
        ...text.matchAll(/(?:^|[;\s])(?:export\s+|local\s+|declare\s+\S+\s+|for\s+|read\s+(?:-\S+\s+)*)?([A-Z][A-Z0-9_]*)(?:=|\s+in\s)/gm),
      ].map((match) => match[1]),
    );
    for (const [index, line] of text.split('\n').entries()) {
      if (/^\s*#/.test(line)) continue;
      for (const match of line.matchAll(/\$(?:\{([A-Z][A-Z0-9_]*)(?:(:?[-=])([^}]*)|[^}]*)\}|([A-Z][A-Z0-9_]*))/g)) {
        const name = match[1] ?? match[4];
        const given = match[3]?.replace(/^["']|["']$/g, '');
        // What the script sets itself counts only where it says that it may be set from outside: `X=${X:-1}`.
        if (name === undefined || (own.has(name) && match[2] === undefined)) continue;
        const evidence = { file: path, line: index + 1, why: `reads ${name}`, confidence: 0.85 };
        const fallback =
          given !== undefined && !given.includes('$') ? ({ kind: 'constant', value: given, file: path, line: index + 1 } as const) : null;
        found.set(name, [...(found.get(name) ?? []), { name, fallback, required: false, evidence }]);
      }
    }
  }
  return found;
}
