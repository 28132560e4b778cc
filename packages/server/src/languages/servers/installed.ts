import { cacheFolder } from '@groundwork/host/cache';
import { packageCommand, programsOnPath } from '@groundwork/target-local';
import { createHash } from 'node:crypto';
import { globSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { startable, type LanguageServer } from '../server.ts';

const afterTrust = { fix: null } as const;

/** The newest wants a newer Go than most have, which Go fetches by itself unless it was told not to (Debian's is). */
const getGopls = 'env GOTOOLCHAIN=auto go install golang.org/x/tools/gopls@latest';

/**
 * The `go` command is made to be safe on sources of others, but for what it fetches: another toolchain, modules, and a C compiler's
 * work. None of that until the folder is trusted, and no look into its git repository, whose settings can name programs.
 */
export const gopls: LanguageServer = {
  id: 'gopls',
  title: 'Go (gopls)',
  languages: ['go', 'go.mod', 'go.work', 'gotmpl'],
  find: ({ trusted }) => {
    const bins = [
      process.env['GOBIN'],
      ...(process.env['GOPATH'] ?? join(homedir(), 'go')).split(delimiter).map((path) => join(path, 'bin')),
    ];
    const program = programNamed('gopls', bins);
    if (programNamed('go') === null) return { reason: 'gopls needs the go command', fix: packageCommand({ apt: 'golang-go', brew: 'go' }) };
    if (program === null) return { reason: 'gopls is not on this machine', fix: getGopls };
    const settings = { gopls: { semanticTokens: true } };
    if (trusted) return startable([program], { settings });
    return startable([program], {
      settings,
      env: { GOTOOLCHAIN: 'local', GOPROXY: 'off', GOFLAGS: '-buildvcs=false', GOVCS: '*:off', CGO_ENABLED: '0' },
      limited: 'Modules that are not on this machine yet, another Go that go.mod asks for, and C code come once the folder is trusted',
    });
  },
};

/** Everything it knows it has from cargo, which runs what a repository's `.cargo/config.toml` and build scripts name. */
export const rustAnalyzer: LanguageServer = {
  id: 'rust-analyzer',
  title: 'Rust (rust-analyzer)',
  languages: ['rust'],
  find: ({ trusted }) => {
    const program = rustProgram();
    if (program === null) return { reason: 'rust-analyzer is not on this machine', fix: getRustAnalyzer() };
    if (!trusted)
      return { reason: 'cargo runs programs that a repository names: rust-analyzer starts once the folder is trusted', ...afterTrust };
    return startable([program], { options: { checkOnSave: true, cargo: { targetDir: true } }, settings: { 'rust-analyzer': {} } });
  },
};

/**
 * What rustup puts on PATH stands for a component that may not be there, or not for the toolchain that a repository asks for: the
 * component itself is started.
 */
function rustProgram(): string | null {
  const home = process.env['RUSTUP_HOME'] ?? join(homedir(), '.rustup');
  const components = globSync('toolchains/*/bin/rust-analyzer', { cwd: home }).map((file) => join(home, file));
  const component = components.find((file) => file.includes('/toolchains/stable-')) ?? components[0] ?? null;
  const program = programNamed('rust-analyzer');
  const isProxy = program !== null && (/[\\/]\.cargo[\\/]bin$/.test(join(program, '..')) || basename(realpathSync(program)) === 'rustup');
  return isProxy ? component : (program ?? component);
}

/** `null` where it takes more than a command: rustup asks whoever installs it. */
function getRustAnalyzer(): string | null {
  if (programNamed('rustup') !== null) return 'rustup component add rust-analyzer';
  return process.platform === 'darwin' ? 'brew install rust-analyzer' : null;
}

/** Reads a build with Maven or Gradle by running it. */
export const jdtls: LanguageServer = {
  id: 'jdtls',
  title: 'Java (Eclipse JDT)',
  languages: ['java'],
  find: ({ dir, trusted }) => {
    const program = programNamed('jdtls');
    if (program === null)
      return { reason: 'jdtls is not on this machine', fix: programNamed('brew') === null ? null : 'brew install jdtls' };
    if (!trusted) return { reason: 'A Java build is read by running it: jdtls starts once the folder is trusted', ...afterTrust };
    const place = createHash('sha256').update(dir).digest('hex').slice(0, 16);
    return startable([program, '-data', join(cacheFolder(), 'jdtls', place)]);
  },
};

/** Reads `compile_commands.json` and runs no compiler it names unless it is told which may be. Its index would be written into the repository. */
export const clangd: LanguageServer = {
  id: 'clangd',
  title: 'C and C++ (clangd)',
  languages: ['c', 'cpp'],
  find: () => {
    const program = programNamed('clangd');
    if (program === null) return { reason: 'clangd is not on this machine', fix: packageCommand({ apt: 'clangd', brew: 'llvm' }) };
    return startable([program, '--background-index=false', '--header-insertion=never']);
  },
};

function programNamed(name: string, more: readonly (string | undefined)[] = []): string | null {
  const path = [process.env['PATH'], ...more].filter((each) => each !== undefined).join(delimiter);
  return programsOnPath(name, path)[0] ?? null;
}
