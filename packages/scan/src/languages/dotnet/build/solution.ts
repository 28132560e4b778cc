import { attribute, isXml, xmlParser } from './project-file.ts';

/** Which projects are built together. */
export interface SolutionFile {
  readonly kind: 'solution';
  /** Project files, relative to the solution, with forward slashes. */
  readonly projects: readonly string[];
}

/** A `.sln`: `Project("{type}") = "Name", "path\to.csproj", "{id}"`. */
export const readSolution = (text: string): SolutionFile => ({
  kind: 'solution',
  projects: [...text.matchAll(/^Project\("\{[^}]*\}"\)\s*=\s*"[^"]*",\s*"([^"]+\.\w+proj)"/gm)].map((match) => slashes(match[1] ?? '')),
});

/** A `.slnx`. */
export function readXmlSolution(text: string): SolutionFile | null {
  const document: unknown = xmlParser.parse(text.replace(/^\uFEFF/, ''));
  const root = isXml(document) && isXml(document['Solution']) ? document['Solution'] : null;
  if (!root) return null;
  const projects: string[] = [];
  const walk = (node: unknown, depth: number): void => {
    if (depth > 12) return;
    for (const each of Array.isArray(node) ? node : [node]) {
      if (!isXml(each)) continue;
      const path = attribute(each, 'Path');
      if (path !== null && /\.\w+proj$/.test(path)) projects.push(slashes(path));
      for (const [name, value] of Object.entries(each)) if (!name.startsWith('@')) walk(value, depth + 1);
    }
  };
  walk(root, 0);
  return { kind: 'solution', projects };
}

export const slashes = (path: string): string => path.replaceAll('\\', '/');
