import type { JailOptions } from '../jail/jail.ts';
import { toolchainsOf } from '../jail/toolchains.ts';
import { readRegistries, type Registry } from './registries.ts';
import type { Machine } from './settings.ts';

export interface Outfit extends Pick<JailOptions, 'readable'>, Required<Pick<JailOptions, 'env' | 'files'>> {
  /** For the proxy behind the door. */
  readonly allowed: readonly Registry[];
}

/** What a jail needs for the person's languages to work in it: their programs, and where packages are fetched from. */
export function outfitOf(machine: Machine, port: number): Outfit {
  const toolchains = toolchainsOf(machine);
  const registries = readRegistries(machine, port);
  return {
    allowed: registries.allowed,
    readable: [...new Set([...toolchains.readable, ...registries.readable])],
    env: { ...registries.env, ...toolchains.env },
    files: registries.files,
  };
}
