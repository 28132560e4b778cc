import type { Service } from '@groundwork/blueprint';
import type { DeclaredVariable, Declaration } from '@groundwork/scan';
import { isDeployed, serviceOf } from '../knowledge/manifests.ts';
import { isNearMiss } from '../knowledge/names.ts';
import type { Report, Rule, Whole } from '../rule.ts';

export const misnamedVariable: Rule = {
  id: 'misnamed-variable',
  title: 'Variable that is set under another name than it is read',
  severity: 'error',
  help: `A manifest gives the service a variable that its code never reads, and the code reads one with nearly the same name that nothing
sets. The value never arrives: the service fails, or runs with a default nobody meant.

Use one name in both places.`,
  *inRepository(whole) {
    for (const { variables, service, declaration } of given(whole)) {
      const reads = whole.services.get(service.name)?.variables;
      if (!reads || reads.size === 0) continue;
      const set = new Set([...variables, ...shared(whole)].map(({ name }) => name));
      const missing = [...reads].filter(([name, all]) => !set.has(name) && all.some((read) => !read.implicit)).map(([name]) => name);
      for (const variable of variables) {
        if (reads.has(variable.name) || isReadElsewhere(variable.name, service, whole)) continue;
        const near = missing.filter((name) => isNearMiss(variable.name, name));
        const report = near.length > 0 ? reportFor(variable, near, service, declaration, whole) : null;
        if (report) yield report;
      }
    }
  },
};

interface Given {
  readonly service: Service;
  readonly declaration: Declaration;
  readonly variables: readonly DeclaredVariable[];
}

/** What manifests give to services that are built from the repository. */
function* given(whole: Whole): Iterable<Given> {
  for (const declaration of whole.repository.declarations.values()) {
    if (!isDeployed(declaration)) continue;
    for (const declared of declaration.services) {
      const service =
        declared.path === null && declared.dockerfile === null && declaration.format === 'compose'
          ? null
          : serviceOf(declared, declaration, whole);
      if (service && declared.variables.length > 0) yield { service, declaration, variables: declared.variables };
    }
  }
}

/** Variables of files that a service may be started with. */
const shared = ({ repository }: Whole): DeclaredVariable[] =>
  [...repository.declarations.values()].filter(({ format }) => format === 'dotenv').flatMap(({ variables }) => variables);

/** By a library, a script, another service of the same manifest, a template: anything that names it. */
const isReadElsewhere = (name: string, { env }: Service, { mentions, repository }: Whole): boolean =>
  env.some((each) => each.name === name && each.binding !== undefined && each.evidence.length > 1) ||
  mentions(name).some((path) => !repository.declarations.has(path) && !/\.(md|rst|txt)$/.test(path));

function reportFor(
  variable: DeclaredVariable,
  near: readonly string[],
  service: Service,
  declaration: Declaration,
  whole: Whole,
): Report | null {
  const [name] = near;
  const file = whole.file(declaration.file);
  const read = name === undefined ? undefined : whole.services.get(service.name)?.variables.get(name)?.[0];
  if (name === undefined || !file || !read) return null;
  const range = file.rangeOnLine(variable.evidence.line, variable.name);
  const isThere = file.line(range.startLine).slice(range.startColumn, range.endColumn) === variable.name;
  const { file: where, line } = read.evidence;
  return {
    file: file.path,
    range,
    service: service.name,
    severity: read.required ? 'error' : 'warning',
    message: `${service.name} is given ${variable.name} and reads ${name}, which nothing sets: the value never arrives, and it ${read.required ? 'fails where it reads it' : 'runs with its default'}.`,
    fix:
      isThere && near.length === 1
        ? { title: `Name it ${name}, as the code reads it`, edits: [{ file: file.path, range, text: name }] }
        : null,
    more: `Read in ${where}:${line}.`,
  };
}
