import { camel, quoted, type Field } from './field.ts';

const types = { number: 'int', flag: 'boolean', text: 'String' } as const;
const parsers = { number: 'Integer.parseInt(', flag: 'Boolean.parseBoolean(', text: '' } as const;

/** A record and what reads it, in the package of the file beside it. */
export function javaSettings(fields: readonly Field[], inPackage: string | null): string {
  const got = ({ name, usual, required, kind }: Field): string => {
    const value = required
      ? `required(${quoted(name)})`
      : usual === null
        ? `System.getenv(${quoted(name)})`
        : `System.getenv().getOrDefault(${quoted(name)}, ${quoted(usual)})`;
    return kind === 'text' ? value : `${parsers[kind]}${value})`;
  };
  return [
    ...(inPackage === null ? [] : [`package ${inPackage};`, '']),
    '/** What the environment tells this service. */',
    `public record Settings(${fields.map(({ name, kind }) => `${types[kind]} ${word(name)}`).join(', ')}) {`,
    '',
    '    /** Fails where something is missing. */',
    '    public static Settings load() {',
    '        return new Settings(',
    fields.map((field) => `                ${got(field)}`).join(',\n') + ');',
    '    }',
    ...(fields.some(({ required }) => required)
      ? [
          '',
          '    private static String required(String name) {',
          '        String value = System.getenv(name);',
          '        if (value == null) {',
          '            throw new IllegalStateException(name + " is not set");',
          '        }',
          '        return value;',
          '    }',
        ]
      : []),
    '}',
    '',
  ].join('\n');
}

const reserved = new Set([
  'class',
  'package',
  'default',
  'public',
  'private',
  'switch',
  'case',
  'new',
  'static',
  'import',
  'int',
  'long',
  'native',
  'wait',
  'notify',
]);
const word = (name: string): string => (reserved.has(camel(name)) ? `${camel(name)}Value` : camel(name));
