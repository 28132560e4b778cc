import type { NativeEnvironment } from '../environment.ts';

const node = (
  repository: string,
  version: string,
  install: readonly string[],
  { versions, programs }: { readonly versions?: readonly string[]; readonly programs?: Readonly<Record<string, string>> } = {},
): NativeEnvironment => ({ repository, toolchain: 'node', version, install, ...(versions && { versions }), ...(programs && { programs }) });

const browser = { chromium: 'chromium' };
const pnpm = 'npm install --silent --prefix ~/tools pnpm@9 && pnpm config set store-dir ~/pnpm-store && pnpm install --frozen-lockfile';
const yarn = 'npm install --silent --prefix ~/tools yarn@1.22.22';

export const nodeEnvironments: readonly NativeEnvironment[] = [
  node('axios/axios', '20', ['npm install --ignore-scripts']),
  node('vuejs/core', '20', [pnpm]),
  node('immutable-js/immutable-js', '20', ['npm install'], { programs: { jq: 'jq' } }),
  node('mrdoob/three.js', '20', ['npm install --ignore-scripts']),
  node('facebook/docusaurus', '20', [yarn, 'yarn install --frozen-lockfile']),
  node('babel/babel', '20', [yarn, 'make bootstrap', 'make build']),
  node('preactjs/preact', '16', ['npm install'], { versions: ['3062', '3010', '2927', '2896', '2757'], programs: browser }),
  node('preactjs/preact', '18', ['npm install'], { versions: ['3689', '3567', '3562', '3454', '3345'], programs: browser }),
  node('preactjs/preact', '20', ['npm install'], { programs: browser }),
];

/** The daemon of Maven is Maven without one. */
const maven = [
  ['mvnd ', 'mvn '],
  ['./mvnw ', 'mvn '],
] as const;
const java = (repository: string, version: string, install: readonly string[], versions?: readonly string[]): NativeEnvironment => ({
  repository,
  toolchain: 'java',
  version,
  install,
  instead: maven,
  ...(versions && { versions }),
});
const druid = (module: string): string => `mvn clean install -B -q -pl ${module} -DskipTests -am`;

export const javaEnvironments: readonly NativeEnvironment[] = [
  java('google/gson', '11', ['mvn clean install -B -q -pl gson -DskipTests -am']),
  java('javaparser/javaparser', '17', []),
  java('apache/druid', '11', [druid('processing')], ['15402', '14136']),
  java('apache/druid', '11', [druid('processing,cloud/aws-common,cloud/gcp-common')], ['14092']),
  java('apache/druid', '11', [druid('server')], ['16875']),
];
