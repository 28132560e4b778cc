import type { Filling } from '../../../configuration/fill.ts';
import { variableRead } from '../../../configuration/variables.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Field } from '../../../syntax/module.ts';
import { isEmbedded, splitWords, tagsOf } from './tags.ts';

const text = (value: string | undefined, line: number): Expression | null =>
  value === undefined ? null : { kind: 'literal', value: /^-?\d+$/.test(value) && value.length < 15 ? Number(value) : value, line };

/** What a tag says about a variable, whichever of the libraries reads it. */
interface Said {
  readonly name: string | null;
  readonly fallback: string | undefined;
  readonly required: boolean;
}

/**
 * `env:"PORT"` as caarlos0/env, cleanenv, sethvargo/go-envconfig, envdecode, go-flags, kong and go-arg write it, with their
 * ways to say a default and that it must be set.
 */
function saidBy(field: Field): Said {
  const tags = tagsOf(field);
  const [name = '', ...options] = (tags.get('env') ?? '').split(',').map((part) => part.trim());
  const option = (key: string): string | undefined =>
    options.find((each) => each === key || each.startsWith(`${key}=`))?.slice(key.length + 1);
  const argument = /(?:^|,)env(?::([^,]*))?(?:,|$)/.exec(tags.get('arg') ?? '');
  const conf = /(?:^|,)env:([^,]*)/.exec(tags.get('conf') ?? '')?.[1];
  const inArgument = argument ? argument[1] || splitWords(field.name).toUpperCase() : undefined;
  // `env:"A,B"` names alternatives only in kong; elsewhere what follows the name are options.
  return {
    name: name || inArgument || conf || null,
    fallback: tags.get('envDefault') ?? tags.get('env-default') ?? tags.get('default') ?? option('default'),
    required:
      options.some((each) => /^(required(=true)?|notEmpty|!)$/.test(each)) ||
      /^(true|yes|1)$/.test(tags.get('env-required') ?? tags.get('required') ?? '') ||
      /(^|,)required(,|$)/.test(tags.get('arg') ?? ''),
  };
}

/** The prefix a field puts before the names inside it. */
function prefixOf(field: Field): string {
  const tags = tagsOf(field);
  const inEnv = /(?:^|,)\s*prefix=([^,]*)/.exec(tags.get('env') ?? '')?.[1];
  const namespace = tags.get('env-namespace');
  return (
    tags.get('envPrefix') ?? tags.get('env-prefix') ?? tags.get('envprefix') ?? inEnv ?? (namespace === undefined ? '' : `${namespace}_`)
  );
}

/** Fields that name their variable in a tag; `below` is what stands before every name. */
export const tagFilling = (below = ''): Filling => ({
  key: (field) => (tagsOf(field).get('env') === '-' ? null : prefixOf(field)),
  read: (path, field) => {
    const { name, fallback, required } = saidBy(field);
    // The path ends with what this field itself would put before others.
    const before = prefixOf(field) === '' ? path : path.slice(0, -1);
    return name === null ? null : variableRead(below + before.join('') + name, text(fallback, field.line), required, field.line);
  },
});

/** kelseyhightower/envconfig: the prefix, the names of the structs around, and the field's own or tagged name. */
export const envconfigFilling = (prefix: string): Filling => ({
  key: (field) => {
    const tags = tagsOf(field);
    if (tags.get('ignored') === 'true' || /^[a-z]/.test(field.name)) return null;
    if (isEmbedded(field) && !tags.has('envconfig')) return '';
    const own = tags.get('envconfig') ?? (tags.get('split_words') === 'true' ? splitWords(field.name) : field.name);
    return own.toUpperCase();
  },
  read: (path, field) => {
    const tags = tagsOf(field);
    const name = [...(prefix === '' ? [] : [prefix.toUpperCase()]), ...path].join('_');
    return variableRead(name, text(tags.get('default'), field.line), tags.get('required') === 'true', field.line);
  },
});

/** ardanlabs/conf: `SALES_WEB_API_HOST` for `Web.APIHost` below `SALES`. */
export const confFilling = (prefix: string): Filling => ({
  key: (field) => (tagsOf(field).get('conf') === '-' ? null : isEmbedded(field) ? '' : splitWords(field.name).toUpperCase()),
  read: (path, field) => {
    const tag = tagsOf(field).get('conf') ?? '';
    const name = /(?:^|,)env:([^,]+)/.exec(tag)?.[1] ?? path.join('_');
    const fallback = /(?:^|,)default:([^,]*)/.exec(tag)?.[1];
    return variableRead(
      [...(prefix === '' ? [] : [prefix.toUpperCase()]), name].join('_'),
      text(fallback, field.line),
      /(?:^|,)required/.test(tag),
      field.line,
    );
  },
});
