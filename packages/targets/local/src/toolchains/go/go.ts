import { dirname, join } from 'node:path';
import { isExecutable, programsOnPath } from '../../servers/programs.ts';
import { toolMissing } from '../missing.ts';
import { calls, plainToolchain, type Toolchain, type ToolchainRequest } from '../toolchain.ts';
import { isAtLeast, newestFirst, type Installed } from '../versions.ts';
import { findGos } from './find.ts';

/** Since 1.21 Go fetches the version a module asks for, checked against Go's checksum database, into its module cache. */
const fetchesItself = '1.21';

/** Programs of migrations and code generation that Go projects call, and the module each is built from. */
const modules: Readonly<Record<string, string>> = {
  goose: 'github.com/pressly/goose/v3/cmd/goose',
  sqlc: 'github.com/sqlc-dev/sqlc/cmd/sqlc',
  templ: 'github.com/a-h/templ/cmd/templ',
  swag: 'github.com/swaggo/swag/cmd/swag',
  tern: 'github.com/jackc/tern/v2',
  'sql-migrate': 'github.com/rubenv/sql-migrate/sql-migrate',
};

/** A Go at least as new as the module asks for: newer ones build what was written for older ones, by its compatibility promise. */
export function goToolchain({ service, toolchains }: ToolchainRequest, gos: readonly Installed[] = findGos()): Toolchain {
  const wanted = service.runtime.version;
  const [newest] = newestFirst(gos);
  if (!newest) throw toolMissing(`${service.name} is written in Go, and this machine has none`, 'apt-get install golang-go');
  const fitting = wanted === null ? gos[0] : gos.find(({ version }) => isAtLeast(version, wanted));
  if (!fitting && !isAtLeast(newest.version, fetchesItself))
    throw toolMissing(
      `${service.name} asks for Go ${wanted ?? ''}; this machine has ${newest.version}, which cannot fetch another`,
      `install Go ${wanted ?? ''} or newer from https://go.dev/dl`,
    );
  const { program, version } = fitting ?? newest;
  const bin = join(toolchains, 'go', 'bin');
  return {
    ...plainToolchain,
    title: `go ${fitting ? version : (wanted ?? version)}`,
    path: [dirname(program), bin],
    env: {
      GOBIN: bin,
      GOTOOLCHAIN: fitting ? 'local' : 'auto',
    },
    setup: Object.entries(modules)
      .filter(([name]) => calls(service, name) && programsOnPath(name).length === 0 && !isExecutable(join(bin, name)))
      // The newest tool may ask for a newer Go than the repository does.
      .map(([, module]) => ({ argv: ['/usr/bin/env', 'GOTOOLCHAIN=auto', program, 'install', `${module}@latest`] })),
    fingerprint: `${program} ${version} ${fitting ? '' : (wanted ?? '')}`,
  };
}
