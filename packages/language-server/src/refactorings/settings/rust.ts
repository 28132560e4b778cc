import { quoted, type Field } from './field.ts';

const types = { number: 'i64', flag: 'bool', text: 'String' } as const;

/** A struct and what reads it: a module of its own. */
export function rustSettings(fields: readonly Field[]): string {
  const typeOf = ({ kind, usual, required }: Field): string => (usual === null && !required ? 'Option<String>' : types[kind]);
  const got = ({ name, usual, required, kind }: Field): string => {
    const read = `env::var(${quoted(name)})`;
    if (required) return `${read}.map_err(|_| ${quoted(`${name} is not set`)}.to_string())?`;
    if (usual === null) return `${read}.ok()`;
    const value = `${read}.unwrap_or_else(|_| ${quoted(usual)}.to_string())`;
    return kind === 'text' ? value : `${value}.parse().map_err(|error| format!("${name}: {error}"))?`;
  };
  return [
    'use std::env;',
    '',
    '/// What the environment tells this service.',
    '#[derive(Clone, Debug)]',
    'pub struct Settings {',
    ...fields.map((field) => `    pub ${word(field.name)}: ${typeOf(field)},`),
    '}',
    '',
    'impl Settings {',
    '    /// Fails where something is missing.',
    '    pub fn load() -> Result<Self, String> {',
    '        Ok(Self {',
    ...fields.map((field) => `            ${word(field.name)}: ${got(field)},`),
    '        })',
    '    }',
    '}',
    '',
  ].join('\n');
}

const reserved = new Set([
  'type',
  'match',
  'use',
  'mod',
  'ref',
  'self',
  'static',
  'where',
  'async',
  'await',
  'move',
  'box',
  'in',
  'loop',
  'impl',
  'trait',
  'crate',
]);
const word = (name: string): string => (reserved.has(name.toLowerCase()) ? `r#${name.toLowerCase()}` : name.toLowerCase());
