import type { Field } from './field.ts';

const single = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;

/** A value object of the environment: what is missing is said when the file is loaded. */
export function rubySettings(fields: readonly Field[]): string {
  const got = ({ name, usual, required, kind }: Field): string => {
    if (required) return `ENV.fetch(${single(name)})`;
    if (usual === null) return `ENV[${single(name)}]`;
    const value = `ENV.fetch(${single(name)}, ${single(usual)})`;
    return kind === 'number' ? `Integer(${value})` : kind === 'flag' ? `${value}.downcase == 'true'` : value;
  };
  return [
    '# What the environment tells this service.',
    `Settings = Struct.new(${fields.map(({ name }) => `:${name.toLowerCase()}`).join(', ')}, keyword_init: true)`,
    '',
    'SETTINGS = Settings.new(',
    fields.map((field) => `  ${field.name.toLowerCase()}: ${got(field)}`).join(',\n'),
    ').freeze',
    '',
  ].join('\n');
}
