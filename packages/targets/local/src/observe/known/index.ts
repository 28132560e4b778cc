import { systemReasons } from './build-packages.ts';
import type { KnownReason } from './known.ts';
import { missingLibraries } from './libraries.ts';
import { missingModules } from './modules.ts';
import { network } from './network.ts';
import { missingVariables } from './variables.ts';

/** Ordered: the more specific sentence first. */
export const knownReasons: readonly KnownReason[] = [
  ...systemReasons,
  ...missingVariables,
  ...missingModules,
  ...missingLibraries,
  {
    code: 'program.missing',
    pattern: /(?:sh: \d+: |sh: |bash: (?:line \d+: )?)?([\w./-]+): (?:command )?not found$/,
    message: ([, name = '']) => `the program ${name} is not there`,
  },
  ...network,
  {
    code: 'login.refused',
    pattern: /(?:password authentication failed|NOAUTH|WRONGPASS|invalid username-password pair)/,
    message: () => 'a server refused its user name or password',
  },
  {
    code: 'version.mismatch',
    pattern: /(?:VersionMismatch|VersionConflict|ContextualVersionConflict|ImportError: cannot import name .* from):? ?(.*)/,
    message: ([text]) => `the versions it installs do not fit each other: ${text}`,
    fix: () => 'pin versions that fit in the requirements',
  },
  {
    code: 'python.version',
    pattern: /(?:requires a different Python: [^;]*|requires Python ['"]?[<>=~!][^'"]*)/,
    message: ([text]) => `a package does not fit this Python: ${text}`,
  },
  {
    code: 'memory',
    pattern: /(?:JavaScript heap out of memory|MemoryError|Cannot allocate memory)/,
    message: () => 'it ran out of memory',
  },
  {
    code: 'disk.full',
    pattern: /(?:ENOSPC|No space left on device)/,
    message: () => 'the disk is full',
    fix: () => 'free some space, then gw up again',
  },
];
