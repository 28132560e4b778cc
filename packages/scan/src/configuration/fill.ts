import type { Repository } from '../repository/repository.ts';
import type { Expression } from '../syntax/expression.ts';
import type { ClassFact, Field, Module } from '../syntax/module.ts';

export interface SettingsClass {
  readonly fact: ClassFact;
  readonly module: Module;
}

/** How a library fills the fields of a settings class. */
export interface Filling {
  /** The step a field adds to the path: `null` leaves it out, an empty text makes its members its parent's own. */
  key(field: Field, fact: ClassFact): string | null;
  /** What a field that holds a plain value is read from, `null` for nothing. */
  read(path: readonly string[], field: Field): Expression | null;
}

const deepest = 8;

/** Puts what settings classes are read from into their fields. A class that is used in two places becomes two. */
export class Filler {
  readonly #repository: Repository;
  readonly #replaced = new Map<Module, Map<ClassFact, ClassFact>>();
  readonly #added = new Map<Module, ClassFact[]>();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  isFilled({ fact, module }: SettingsClass): boolean {
    return this.#replaced.get(module)?.has(fact) ?? false;
  }

  /** Fills a class and the classes of its fields. `path` is where in the configuration it begins. */
  into(root: SettingsClass, filling: Filling, path: readonly string[] = []): void {
    if (this.isFilled(root)) return;
    this.#reserve(root);
    this.#replace(root, { ...root.fact, fields: this.#fields(root, root.module, filling, path, [root.fact]) });
  }

  /** The modules that hold filled classes, by path. */
  modules(): Map<string, Module> {
    const touched = new Set([...this.#replaced.keys(), ...this.#added.keys()]);
    return new Map(
      [...touched].map((module) => {
        const replaced = this.#replaced.get(module);
        const classes = [...module.classes.map((fact) => replaced?.get(fact) ?? fact), ...(this.#added.get(module) ?? [])];
        // Readings stand in fields; saying them again as statements is what makes them found.
        const statements = classes.flatMap((fact) =>
          module.classes.includes(fact)
            ? []
            : fact.fields.flatMap(({ value }) => (value ? [{ expression: value, scope: -1, guards: [] }] : [])),
        );
        return [module.path, { ...module, classes, statements: [...module.statements, ...statements] }];
      }),
    );
  }

  #fields(from: SettingsClass, home: Module, filling: Filling, path: readonly string[], around: readonly ClassFact[]): Field[] {
    return from.fact.fields.map((field) => {
      const key = filling.key(field, from.fact);
      if (key === null) return field;
      const below = key === '' ? path : [...path, key];
      const type = field.type === null ? null : this.#repository.classNamed(field.type, from.module);
      if (!type || type.fact.fields.length === 0) {
        const value = filling.read(below, field);
        return value ? { ...field, value: field.value && value.kind === 'environment' ? orElse(value, field.value) : value } : field;
      }
      if (around.includes(type.fact) || around.length > deepest) return field;
      return this.#nested(field, type, home, from.module !== home, filling, below, around);
    });
  }

  #nested(
    field: Field,
    type: SettingsClass,
    home: Module,
    copying: boolean,
    filling: Filling,
    path: readonly string[],
    around: readonly ClassFact[],
  ): Field {
    const inside = [...around, type.fact];
    if (!copying && !this.isFilled(type)) {
      this.#reserve(type);
      this.#replace(type, { ...type.fact, fields: this.#fields(type, type.module, filling, path, inside) });
      return field;
    }
    const name = `${type.fact.name}$${path.join('$')}`;
    const added = this.#added.get(home) ?? [];
    this.#added.set(home, added);
    if (!added.some((each) => each.name === name))
      added.push({ ...type.fact, name, fields: this.#fields(type, home, filling, path, inside) });
    return { ...field, type: name };
  }

  #reserve({ fact, module }: SettingsClass): void {
    this.#replace({ fact, module }, fact);
  }

  #replace({ fact, module }: SettingsClass, filled: ClassFact): void {
    const ofModule = this.#replaced.get(module) ?? new Map<ClassFact, ClassFact>();
    this.#replaced.set(module, ofModule);
    ofModule.set(fact, filled);
  }
}

const orElse = (value: Expression, fallback: Expression): Expression =>
  value.kind === 'environment' && value.fallback === null ? { ...value, fallback, required: false } : value;
