import { attribute, isXml, xmlParser } from './project-file.ts';

/** Which projects are built together. */
export interface SolutionFile {
  readonly kind: 'solution';
  readonly projects: readonly SolutionProject[];
}

export interface SolutionProject {
  /** Relative to the solution, with forward slashes. */
  readonly path: string;
  readonly line: number;
}

const entry = /^Project\("\{[^}]*\}"\)\s*=\s*"[^"]*",\s*"([^"]+\.\w+proj)"/;

/** A `.sln`: `Project("{type}") = "Name", "path\to.csproj", "{id}"`. */
export const readSolution = (text: string): SolutionFile => ({
  kind: 'solution',
  projects: text.split('\n').flatMap((line, at) => {
    const path = entry.exec(line)?.[1];
    return path === undefined ? [] : [{ path: slashes(path), line: at + 1 }];
  }),
});

/** A `.slnx`. */
export function readXmlSolution(text: string): SolutionFile | null {
  const document: unknown = xmlParser.parse(text.replace(/^\uFEFF/, ''));
  const root = isXml(document) && isXml(document['Solution']) ? document['Solution'] : null;
  if (!root) return null;
  const projects: SolutionProject[] = [];
  const walk = (node: unknown, depth: number): void => {
    if (depth > 12) return;
    for (const each of Array.isArray(node) ? node : [node]) {
      if (!isXml(each)) continue;
      const path = attribute(each, 'Path');
      if (path !== null && /\.\w+proj$/.test(path)) projects.push({ path: slashes(path), line: lineOf(text, path) });
      for (const [name, value] of Object.entries(each)) if (!name.startsWith('@')) walk(value, depth + 1);
    }
  };
  walk(root, 0);
  return { kind: 'solution', projects };
}

const lineOf = (text: string, piece: string): number => text.slice(0, Math.max(0, text.indexOf(piece))).split('\n').length;

export const slashes = (path: string): string => path.replaceAll('\\', '/');
