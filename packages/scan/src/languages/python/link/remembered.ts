import type { Module } from '../../../syntax/module.ts';

/**
 * What a module was made into, kept as long as the module and what it was made with stay the same: everything worked out from
 * a module is remembered by its identity.
 */
export class Remembered {
  readonly #made = new WeakMap<Module, { readonly key: string; readonly module: Module }>();

  of(module: Module, key: string, make: () => Module): Module {
    const known = this.#made.get(module);
    if (known?.key === key) return known.module;
    const made = make();
    this.#made.set(module, { key, module: made });
    return made;
  }
}
