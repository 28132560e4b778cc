import type { Binding, Service, Variable } from '@groundwork/blueprint';
import type { DeclaredVariable } from '@groundwork/scan';
import type { Fix } from '../finding.ts';
import type { Report, Rule, Whole } from '../rule.ts';
import type { TextFile } from '../text-file.ts';

export const unfitValue: Rule = {
  id: 'unfit-value',
  title: 'Value in a form that the code cannot use',
  severity: 'error',
  help: `A manifest sets the variable of a resource to something the code cannot use as it reads it: an address where it wants a host, a word
where it wants a port, a URL whose scheme its library does not know. The connection fails at the start.`,
  *inRepository(whole) {
    for (const service of whole.blueprint.services) {
      for (const variable of service.env) {
        if (!variable.binding) continue;
        for (const given of valuesOf(variable.name, whole)) {
          const trouble =
            given.value === null
              ? null
              : troubleOf(given.value, variable.binding, variable, () => namesItsDriver(service, variable.name, whole));
          const file = trouble && whole.file(given.evidence.file);
          if (!trouble || !file) continue;
          yield {
            file: file.path,
            range: file.rangeOnLine(given.evidence.line, variable.name),
            service: service.name,
            message: `${variable.name} is ${trouble.is}, and ${service.name} ${trouble.wants}: the connection fails when it starts.`,
            fix: trouble.replace ? replaced(file, given, trouble.replace) : null,
            more: variable.evidence[0] ? `Read in ${variable.evidence[0].file}:${variable.evidence[0].line}.` : null,
          } satisfies Report;
        }
      }
    }
  },
};

function valuesOf(name: string, { repository }: Whole): DeclaredVariable[] {
  return [...repository.declarations.values()].flatMap(({ variables, services }) =>
    [...variables, ...services.flatMap((each) => each.variables)].filter(
      (each) => each.name === name && each.value !== null && each.required !== false,
    ),
  );
}

interface Trouble {
  readonly is: string;
  readonly wants: string;
  readonly replace?: readonly [string, string];
}

/** Values with holes are somebody else's to fill. */
const isOpen = (value: string): boolean => /[$<{%]|^\s*$|^(your|change|todo|xxx)/i.test(value);

function troubleOf(value: string, { property, form }: Binding, { name }: Variable, namesDriver: () => boolean): Trouble | null {
  if (isOpen(value)) return null;
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(value)?.[1] ?? null;
  if (property === 'host' && scheme !== null && !/URL|URI|ENDPOINT|ADDR/i.test(name))
    return { is: 'a URL', wants: 'takes it for the name of a host' };
  if (property === 'host' && form === null && /^[\w.-]+:\d+$/.test(value) && /HOST$/i.test(name))
    return { is: 'a host with a port', wants: 'takes all of it for the name of a host' };
  if (property === 'port' && !/^\d{1,5}$/.test(value.trim()) && !/^tcp:\/\//.test(value))
    return { is: 'no number', wants: 'takes it for a port' };
  if (property === 'url' && scheme === 'postgres' && namesDriver()) {
    const wanted = form?.startsWith('postgresql') ? form : 'postgresql';
    const replace = ['postgres://', `${wanted}://`] as const;
    return { is: 'a `postgres://` URL', wants: 'uses SQLAlchemy, which knows `postgresql://` alone', replace };
  }
  return null;
}

function replaced(file: TextFile, { evidence }: DeclaredVariable, [from, to]: readonly [string, string]): Fix | null {
  const text = file.line(evidence.line - 1);
  const at = text.indexOf(from);
  if (at < 0) return null;
  const range = { startLine: evidence.line - 1, startColumn: at, endLine: evidence.line - 1, endColumn: at + from.length };
  return { title: `Write ${to}`, edits: [{ file: file.path, range, text: to }] };
}

/** SQLAlchemy, whose URLs name their driver, took the short scheme out in 1.4. Much code puts the long one in its place. */
function namesItsDriver({ name }: Service, variable: string, { services, mentions }: Whole): boolean {
  const typed = services.get(name)?.connections ?? [];
  const isNamed = typed.some(
    ({ connection, wires }) => connection.naming !== undefined && wires.some(({ read }) => read.name === variable),
  );
  return isNamed && !mentions('postgres://').some((path) => path.endsWith('.py'));
}
