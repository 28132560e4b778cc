import { canonicalName } from '../../../evaluate/canonical.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { ClassFact, Field, Module } from '../../../syntax/module.ts';
import { ClassFinder, type PlacedClass } from './class-finder.ts';
import { optionsOf, ownOptions, type SettingsOptions } from './settings-options.ts';
import { isSetting, readingOf } from './settings-fields.ts';
import { Remembered } from './remembered.ts';
import { validatedIn, withValidators } from './validators.ts';

const remembered = new Remembered();

/** What a nested model's fields are read as: the variables of the settings field that holds it. */
interface Nested {
  readonly prefix: string;
  readonly options: SettingsOptions;
}

/** Classes whose fields a library fills from the environment: pydantic's settings, and the models nested in them. */
export class SettingsClasses {
  readonly #repository: Repository;
  readonly #finder: ClassFinder;
  readonly #settings = new Map<ClassFact, SettingsOptions | null>();
  readonly #nested = new Map<ClassFact, Nested>();

  constructor(modules: ReadonlyMap<string, Module>, repository: Repository) {
    this.#repository = repository;
    this.#finder = new ClassFinder(modules, repository);
    for (const module of modules.values())
      for (const fact of module.classes) {
        const options = this.#optionsOf({ fact, module });
        if (options?.delimiter) this.#nest({ fact, module }, options.prefix, { ...options, delimiter: options.delimiter }, 0);
      }
  }

  linked(module: Module): Module {
    const changed = new Map<ClassFact, Nested>();
    for (const fact of module.classes) {
      const options = this.#optionsOf({ fact, module });
      const nested = options ? { prefix: options.prefix, options } : this.#nested.get(fact);
      if (nested) changed.set(fact, nested);
    }
    if (changed.size === 0) return module;
    const key = JSON.stringify([...changed].map(([fact, nested]) => [fact.name, nested, [...this.#modelsIn({ fact, module })]]));
    return remembered.of(module, key, () => {
      const classes = module.classes.map((fact) => {
        const nested = changed.get(fact);
        return nested ? this.#asReadings({ fact, module }, nested) : fact;
      });
      return withValidators({ ...module, classes }, new Set([...changed.keys()].map((fact) => fact.name)));
    });
  }

  /** The options of a settings class with those it inherits, `null` for any other class. */
  #optionsOf(placed: PlacedClass, depth = 0): SettingsOptions | null {
    const { fact, module } = placed;
    const known = this.#settings.get(fact);
    if (known !== undefined) return known;
    this.#settings.set(fact, null);
    let inherited: SettingsOptions | null = null;
    for (const base of fact.bases) {
      const parent = depth < 8 ? this.#finder.named(base, module) : null;
      if (parent) inherited ??= this.#optionsOf(parent, depth + 1);
      else if (settingsBase.test(canonicalName(base, module, -1) ?? '')) inherited ??= ownOptions;
    }
    const options = inherited && optionsOf(placed, inherited, this.#repository);
    this.#settings.set(fact, options);
    return options;
  }

  /** Fields whose type is another model of the repository: told together with this class, one variable for each of theirs. */
  #nest(placed: PlacedClass, prefix: string, options: SettingsOptions & { delimiter: string }, depth: number): void {
    for (const field of placed.fact.fields) {
      const model = this.#modelOf(field, placed.module);
      if (!model || depth > 4 || this.#nested.has(model.fact)) continue;
      const inner = `${prefix}${field.name}${options.delimiter}`;
      this.#nested.set(model.fact, { prefix: inner, options });
      this.#nest(model, inner, options, depth + 1);
    }
  }

  #modelOf(field: Field, module: Module): PlacedClass | null {
    const model = field.type === null ? null : this.#finder.named(field.type, module);
    return model && !this.#optionsOf(model) && model.fact.fields.some((each) => each.type !== null) && !isChoice(model.fact) ? model : null;
  }

  #modelsIn(placed: PlacedClass): Set<string> {
    return new Set(placed.fact.fields.flatMap((field) => (this.#modelOf(field, placed.module) ? [field.name] : [])));
  }

  #asReadings(placed: PlacedClass, { prefix, options }: Nested): ClassFact {
    const models = this.#modelsIn(placed);
    const validated = validatedIn(placed);
    const inherited = options.prefix === '' ? [] : this.#inheritedFields(placed);
    const fields = [...placed.fact.fields, ...inherited].map((field) => {
      if (models.has(field.name) || !isSetting(field)) return field;
      return { ...field, value: readingOf(field, placed, prefix, options, validated.get(field.name) ?? null) };
    });
    return { ...placed.fact, fields };
  }

  /** A class with a prefix of its own reads what it inherits under that prefix too. */
  #inheritedFields({ fact, module }: PlacedClass, depth = 0): Field[] {
    const own = new Set(fact.fields.map((field) => field.name));
    return fact.bases.flatMap((base) => {
      const parent = depth < 4 ? this.#finder.named(base, module) : null;
      if (!parent || !this.#optionsOf(parent)) return [];
      return [...parent.fact.fields, ...this.#inheritedFields(parent, depth + 1)].filter(
        (field) => isSetting(field) && !own.has(field.name),
      );
    });
  }
}

const settingsBase = /^(pydantic(\.v1)?(\.env_settings)?|pydantic_settings(\.main)?)\.BaseSettings$|(^|\.)BaseSettings$/;

const isChoice = (fact: ClassFact): boolean =>
  fact.bases.some((base) => 'name' in base && /^(\w*Enum|Enum|Flag|NamedTuple|TypedDict)$/.test(base.name));
