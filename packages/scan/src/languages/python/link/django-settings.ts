import { indexOf } from '../../../evaluate/module-index.ts';
import { textOf } from '../../../evaluate/value.ts';
import { isTest } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import { resolvePythonImport } from '../imports.ts';
import { Remembered } from './remembered.ts';

const remembered = new Remembered();
const followed = new Remembered();

const variable = 'DJANGO_SETTINGS_MODULE';

interface Chosen {
  readonly dotted: string;
  readonly path: string;
}

/** Which settings module a Django project starts with, and which others it could be told to start with. */
export class DjangoSettings {
  readonly #modules: ReadonlyMap<string, Module>;
  readonly #repository: Repository;
  readonly #all: readonly Chosen[];
  /** Settings modules that run as shipped: the chosen ones and what they import. */
  readonly #active = new Set<string>();
  /** Settings modules that run only when the variable says so, with the module that runs otherwise. */
  readonly #others = new Map<string, Chosen>();

  constructor(modules: ReadonlyMap<string, Module>, repository: Repository) {
    this.#modules = modules;
    this.#repository = repository;
    this.#all = this.#chosen();
    for (const { path } of this.#all) this.#activate(path);
    for (const [path, module] of modules) {
      if (isTest(path) || this.#active.has(path) || !this.#isTelling(module, new Set())) continue;
      const near = nearest(this.#all, path);
      if (near) this.#others.set(path, near);
    }
  }

  /** The module with Django's `settings` followed to its file, and under the condition that the variable names it where it does not run as shipped. */
  linked(module: Module): Module {
    return this.#guarded(this.#withSettings(module));
  }

  #withSettings(module: Module): Module {
    if (!module.imports.some((fact) => fact.module === 'django.conf' && fact.name === 'settings')) return module;
    const near = nearest(this.#all, module.path);
    if (!near) return module;
    return followed.of(module, near.dotted, () => ({
      ...module,
      imports: module.imports.map((fact) =>
        fact.module === 'django.conf' && fact.name === 'settings'
          ? { ...fact, module: near.dotted, name: null, canonical: 'django.conf.settings' }
          : fact,
      ),
    }));
  }

  #guarded(module: Module): Module {
    const chosen = this.#others.get(module.path);
    if (!chosen) return module;
    return remembered.of(module, chosen.dotted, () => {
      const guard = namesAnother(chosen, module);
      return {
        ...module,
        assignments: module.assignments.map((each) => ({ ...each, guards: [guard, ...each.guards] })),
        statements: module.statements.map((each) => ({ ...each, guards: [guard, ...each.guards] })),
      };
    });
  }

  /** What servers start with (`wsgi.py`, `asgi.py`), else what `manage.py` does. */
  #chosen(): Chosen[] {
    const found: { server: boolean; chosen: Chosen }[] = [];
    for (const [path, module] of this.#modules) {
      if (!/(^|\/)(wsgi|asgi|manage|celery|celery_app)\.py$/.test(path) || isTest(path)) continue;
      for (const { target, value, scope } of indexOf(module).assignments.get('os') ?? []) {
        if (target.at(-1) !== variable) continue;
        const dotted = textOf(this.#repository.valueOf(value, module, scope));
        const file = dotted === null ? undefined : resolvePythonImport(dotted, path, this.#repository)[0];
        if (dotted !== null && file !== undefined) found.push({ server: /(wsgi|asgi)\.py$/.test(path), chosen: { dotted, path: file } });
      }
    }
    const servers = found.filter((each) => each.server);
    return (servers.length ? servers : found).map(({ chosen }) => chosen);
  }

  #activate(path: string): void {
    const module = this.#modules.get(path);
    if (!module || this.#active.has(path)) return;
    this.#active.add(path);
    for (const fact of module.imports)
      for (const file of resolvePythonImport(fact.module, path, this.#repository)) {
        const imported = this.#modules.get(file);
        if (imported && this.#isTelling(imported, new Set())) this.#activate(file);
      }
  }

  #isTelling(module: Module, seen: Set<Module>): boolean {
    if (seen.has(module)) return false;
    seen.add(module);
    const { assignments, starImports } = indexOf(module);
    if (assignments.get('INSTALLED_APPS')?.some((each) => each.scope === -1)) return true;
    return starImports.some((fact) =>
      resolvePythonImport(fact.module, module.path, this.#repository).some((file) => {
        const base = this.#modules.get(file);
        return base !== undefined && this.#isTelling(base, seen);
      }),
    );
  }
}

/** The project a file belongs to: the one whose settings share most folders with it. */
const nearest = (chosen: readonly Chosen[], path: string): Chosen | undefined =>
  chosen.toSorted((a, b) => shared(b.path, path) - shared(a.path, path))[0];

/** Leading folders two paths share. */
function shared(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return at;
}

function namesAnother({ dotted }: Chosen, module: Module): Expression {
  const line = 1;
  const named: Expression = { kind: 'literal', value: dotted, line };
  return {
    kind: 'compare',
    operator: '==',
    left: { kind: 'environment', variable, fallback: named, required: false, line },
    right: { kind: 'literal', value: module.path.replace(/\.py$/, '').replaceAll('/', '.'), line },
    line,
  };
}
