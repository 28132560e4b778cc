import { parse } from 'smol-toml';
import { z } from 'zod';
import { emptyManifest, lineOf, normalName, readRequirement, type PythonManifest, type Requirement } from './manifest.ts';

const table = z.record(z.string(), z.unknown());
const strings = z.array(z.string());

const document = z.object({
  project: z
    .object({
      name: z.string().optional(),
      'requires-python': z.string().optional(),
      dependencies: strings.optional(),
      'optional-dependencies': z.record(z.string(), strings).optional(),
      scripts: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  'dependency-groups': z.record(z.string(), z.array(z.union([z.string(), table]))).optional(),
  'build-system': table.optional(),
  tool: z
    .object({
      poetry: z
        .object({
          name: z.string().optional(),
          dependencies: table.optional(),
          'dev-dependencies': table.optional(),
          group: z.record(z.string(), z.object({ dependencies: table.optional(), optional: z.boolean().optional() })).optional(),
          scripts: z.record(z.string(), z.unknown()).optional(),
          extras: z.record(z.string(), strings).optional(),
        })
        .optional(),
      uv: z.object({ workspace: z.object({ members: strings.optional() }).optional(), 'dev-dependencies': strings.optional() }).optional(),
      pdm: table.optional(),
      hatch: table.optional(),
    })
    .optional(),
});

/** pyproject.toml: PEP 621, Poetry, uv, PDM and Hatch. Throws on broken TOML. */
export function readPyproject(text: string): PythonManifest | null {
  const read = document.safeParse(parse(text));
  if (!read.success) return null;
  const { project, tool, 'dependency-groups': groups } = read.data;
  const { poetry, uv } = tool ?? {};
  const listed = (list: readonly string[] | undefined): Requirement[] =>
    (list ?? []).flatMap((each) => readRequirement(each, lineOf(text, each)) ?? []);
  const grouped = Object.entries(groups ?? {}).flatMap(([name, list]) =>
    listed(list.filter((each) => typeof each === 'string')).map((requirement) => ({ name, requirement })),
  );
  const poetryGroups = Object.entries(poetry?.group ?? {});
  const development = [
    ...grouped.filter(({ name }) => !production.test(name)).map(({ requirement }) => requirement),
    ...listed(uv?.['dev-dependencies']),
    ...ofPoetry(poetry?.['dev-dependencies'], text, false),
    ...poetryGroups.filter(([name]) => !production.test(name)).flatMap(([, group]) => ofPoetry(group.dependencies, text, false)),
  ];
  const extras = Object.fromEntries(
    Object.entries({ ...project?.['optional-dependencies'], ...poetry?.extras })
      .filter(([name]) => !developmentExtra.test(name))
      .map(([name, list]) => [normalName(name), listed(list)]),
  );
  const optional = [...ofPoetry(poetry?.dependencies, text, true), ...Object.values(extras).flat()];
  const dependencies = [
    ...listed(project?.dependencies),
    ...ofPoetry(poetry?.dependencies, text, false),
    ...grouped.filter(({ name }) => production.test(name)).map(({ requirement }) => requirement),
    ...poetryGroups
      .filter(([name, group]) => production.test(name) && !group.optional)
      .flatMap(([, group]) => ofPoetry(group.dependencies, text, false)),
  ];
  const python = poetry?.dependencies?.['python'];
  const scripts = {
    ...project?.scripts,
    ...Object.fromEntries(
      Object.entries(poetry?.scripts ?? {}).flatMap(([name, target]) => (typeof target === 'string' ? [[name, target]] : [])),
    ),
  };
  return {
    ...emptyManifest,
    kind: 'pyproject',
    name: project?.name ?? poetry?.name ?? null,
    requiresPython: project?.['requires-python'] ?? (typeof python === 'string' ? python : null),
    dependencies,
    development,
    optional,
    extras,
    scripts,
    manager: uv ? 'uv' : poetry ? 'poetry' : tool?.pdm ? 'pdm' : tool?.hatch ? 'hatch' : null,
    members: uv?.workspace?.members ?? [],
    toolsOnly: !project && !poetry && dependencies.length === 0,
  };
}

/** Groups that are installed in production whatever their name suggests. */
const production = /^(main|prod(uction)?|server|api|app|runtime|default)$/i;
const developmentExtra = /^(dev|test(s|ing)?|docs?|lint|typing|ci|build|benchmark.*|all-dev)$/i;

/** Poetry's tables: name to a version, or to a table that may say `optional`. */
function ofPoetry(entries: Readonly<Record<string, unknown>> | undefined, text: string, optional: boolean): Requirement[] {
  return Object.entries(entries ?? {}).flatMap(([name, value]) => {
    const details = table.safeParse(value).data;
    if (name === 'python' || (details?.['optional'] === true) !== optional) return [];
    const version = typeof value === 'string' ? value : typeof details?.['version'] === 'string' ? details['version'] : null;
    return [
      { name: normalName(name), extras: strings.safeParse(details?.['extras']).data ?? [], version, line: lineOf(text, `${name} =`) },
    ];
  });
}
