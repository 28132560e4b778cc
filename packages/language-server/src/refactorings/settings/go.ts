import { camel, pascal, quoted, type Field } from './field.ts';

const types = { number: 'int', flag: 'bool', text: 'string' } as const;

/** A struct and what reads it, in the package of the file beside it. */
export function goSettings(fields: readonly Field[], inPackage: string): string {
  const typed = fields.filter(({ kind }) => kind !== 'text');
  const required = fields.filter((field) => field.required);
  const read = ({ name, usual }: Field): string => (usual ? `settingOr(${quoted(name)}, ${quoted(usual)})` : `os.Getenv(${quoted(name)})`);
  const parsed = typed.flatMap((field) => [
    `\t${local(field)}, err := strconv.${field.kind === 'number' ? 'Atoi' : 'ParseBool'}(${read(field)})`,
    '\tif err != nil {',
    `\t\treturn Settings{}, fmt.Errorf("${field.name}: %w", err)`,
    '\t}',
  ]);
  const checked =
    required.length === 0
      ? []
      : [
          `\tfor _, name := range []string{${required.map(({ name }) => quoted(name)).join(', ')}} {`,
          '\t\tif _, isSet := os.LookupEnv(name); !isSet {',
          '\t\t\treturn Settings{}, fmt.Errorf("%s is not set", name)',
          '\t\t}',
          '\t}',
        ];
  const width = Math.max(...fields.map(({ name }) => pascal(name).length));
  const imports = [...(required.length + typed.length > 0 ? ['fmt'] : []), 'os', ...(typed.length > 0 ? ['strconv'] : [])];
  return [
    `package ${inPackage}`,
    '',
    'import (',
    ...imports.map((each) => `\t"${each}"`),
    ')',
    '',
    '// Settings is what the environment tells this service.',
    'type Settings struct {',
    ...fields.map(({ name, kind }) => `\t${pascal(name).padEnd(width)} ${types[kind]}`),
    '}',
    '',
    '// LoadSettings reads the environment, and fails where something is missing.',
    'func LoadSettings() (Settings, error) {',
    ...checked,
    ...parsed,
    '\treturn Settings{',
    ...fields.map((field) => `\t\t${`${pascal(field.name)}:`.padEnd(width + 1)} ${field.kind === 'text' ? read(field) : local(field)},`),
    '\t}, nil',
    '}',
    ...(fields.some(({ usual }) => usual)
      ? [
          '',
          'func settingOr(name, usual string) string {',
          '\tif value, isSet := os.LookupEnv(name); isSet {',
          '\t\treturn value',
          '\t}',
          '\treturn usual',
          '}',
        ]
      : []),
    '',
  ].join('\n');
}

const local = ({ name }: Field): string => `${camel(name)}Value`;
