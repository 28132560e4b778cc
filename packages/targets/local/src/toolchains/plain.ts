import type { Language } from '@groundwork/blueprint';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { programsOnPath } from '../servers/programs.ts';
import type { Toolchain, ToolchainRequest } from './toolchain.ts';

/** The program a language cannot do without, and the command that gets it. */
const programs: Readonly<Partial<Record<Language, { readonly program: string; readonly get: string }>>> = {
  go: { program: 'go', get: 'apt-get install golang' },
  java: { program: 'java', get: 'apt-get install default-jdk-headless' },
  rust: { program: 'cargo', get: 'apt-get install cargo' },
  ruby: { program: 'ruby', get: 'apt-get install ruby-full' },
  php: { program: 'php', get: 'apt-get install php-cli' },
  dotnet: { program: 'dotnet', get: 'install .NET from https://dot.net' },
};

/** A language whose tools are used as the machine has them. */
export function plainToolchain({ service }: ToolchainRequest): Toolchain {
  const needed = programs[service.language];
  if (needed && programsOnPath(needed.program).length === 0) {
    throw new GroundworkError({
      code: 'toolchain.missing',
      message: `${service.name} is written in ${service.language}, and this machine has no \`${needed.program}\``,
      fix: needed.get,
      exit: exitCodes.notPossibleHere,
    });
  }
  return { title: service.language, path: [], env: {}, setup: [], fingerprint: service.language, warning: null };
}
