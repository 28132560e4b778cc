/** Written by the tools themselves, for a manifest and for the same with one package upgraded and one added. */
export const tools = {
  // npm 11.19.1
  npm: { lock: 'package-lock.json', manifest: 'package.json' },
  // pnpm 10.34.9
  pnpm: { lock: 'pnpm-lock.yaml', manifest: 'package.json' },
  // yarn 1.22.22
  yarn: { lock: 'yarn.lock', manifest: 'package.json' },
  // yarn 4.18.1
  berry: { lock: 'yarn.lock', manifest: 'package.json' },
  // bun 1.4.5
  bun: { lock: 'bun.lock', manifest: 'package.json' },
  // uv 0.13.9
  uv: { lock: 'uv.lock', manifest: 'pyproject.toml' },
  // Poetry 2.5.1
  poetry: { lock: 'poetry.lock', manifest: 'pyproject.toml' },
  // pip-compile --generate-hashes of pip-tools 7.6.2
  pip: { lock: 'requirements.txt', manifest: 'requirements.in' },
  // cargo 1.95.0
  cargo: { lock: 'Cargo.lock', manifest: 'Cargo.toml' },
  // go 1.26.8
  go: { lock: 'go.sum', manifest: 'go.mod' },
} as const;
export type Tool = keyof typeof tools;
