import { parse as parseToml } from 'smol-toml';
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { baseName } from '../repository/paths.ts';
import type { Expression, ObjectEntry } from '../syntax/expression.ts';
import { readIni } from './ini.ts';

/** A file that a program reads its settings from: YAML, TOML, JSON or INI, parsed when first asked for. */
export interface ConfigurationFile {
  readonly kind: 'configuration';
  /** Everything in it as one object, `null` when it cannot be read. */
  value(): Expression | null;
}

const extension = /\.(ya?ml|toml|json|ini|conf)(\.(sample|example|dist|default|template|tmpl))?$/i;
const named =
  /^(.*[._-])?(config(uration)?|conf|settings?|app|application|default|base|local|dev(elopment)?|prod(uction)?|server|service|api|worker|env(ironment)?|appsettings)([._-].*)?$/i;
const placed = /(^|\/)(configs?|conf|cfg|configuration|settings?|etc|environments?)\/([^/]+\/)?[^/]+$/i;
const foreign =
  /(^|\/)(\.github|\.circleci|\.vscode|\.devcontainer|node_modules|locales?|i18n|k8s|kubernetes|helm|charts|deploy(ments?)?|terraform|ansible|openapi|swagger|testdata|fixtures)\/|(^|\/)(package(-lock)?|tsconfig[^/]*|jsconfig|composer|angular|renovate|vercel|firebase|biome|turbo|lerna|docker-compose[^/]*|compose[^/]*|_config|codecov|cliff|buf[^/]*|sqlc|\.[^/]*)\.(json|ya?ml|toml)$/i;

/** Larger files hold data. */
const sizeLimit = 200_000;

/** Whether a path looks like a file a program reads its settings from. */
export function isConfigurationPath(path: string): boolean {
  const name = baseName(path);
  if (!extension.test(name) || foreign.test(path)) return false;
  return placed.test(path) || named.test(name.replace(extension, ''));
}

export function configurationFile(path: string, text: string): ConfigurationFile | null {
  if (text.length > sizeLimit) return null;
  let read: Expression | null | undefined;
  return { kind: 'configuration', value: () => (read === undefined ? (read = parsed(path, text)) : read) };
}

/** The settings written in a text of this file's format; broken content gives `null`. */
function parsed(path: string, text: string): Expression | null {
  const format = extension.exec(baseName(path))?.[1]?.toLowerCase() ?? '';
  try {
    if (format === 'toml') return ofPlain(parseToml(text), linesOf(text));
    if (format === 'json') return ofPlain(JSON.parse(text), linesOf(text));
    if (format === 'ini' || format === 'conf') return readIni(text);
    return ofYaml(text);
  } catch {
    return null;
  }
}

/** Settings written in TOML inside the code. */
export function tomlValue(text: string): Expression | null {
  return parsed('config.toml', text);
}

const deepest = 30;

type LineOf = (key: string, after: number) => number;

/** Parsers of TOML and JSON say no lines: the first line at or after the parent's that begins with the key. */
function linesOf(text: string): LineOf {
  const byKey = new Map<string, number[]>();
  for (const [index, line] of text.split('\n').entries()) {
    const header = /^\s*\[+\s*([^\]]+?)\s*\]+/.exec(line)?.[1];
    const keys = header ? header.split('.') : [/^\s*[{,]?\s*["']?([\w.-]+)["']?\s*[:=]/.exec(line)?.[1] ?? ''];
    for (const key of keys) {
      const plain = key.replace(/["'\s]/g, '');
      const known = byKey.get(plain);
      if (known) known.push(index + 1);
      else byKey.set(plain, [index + 1]);
    }
  }
  return (key, after) => byKey.get(key)?.find((line) => line >= after) ?? after;
}

function ofPlain(value: unknown, lineOf: LineOf, line = 1, depth = 0): Expression {
  if (depth > deepest) return { kind: 'unknown', children: [], line };
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => ofPlain(item, lineOf, line, depth + 1)), line };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { kind: 'literal', value, line };
  if (typeof value !== 'object' || value === null || value instanceof Date) return { kind: 'literal', value: null, line };
  const entries = Object.entries(value).map(([key, inner]): ObjectEntry => {
    const at = lineOf(key, line);
    return { key, value: ofPlain(inner, lineOf, at, depth + 1), line: at };
  });
  return { kind: 'object', type: null, entries, line };
}

function ofYaml(text: string): Expression | null {
  const lines = new LineCounter();
  const document: Document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', uniqueKeys: false, strict: false });
  let left = 5000;
  const walk = (node: unknown, line: number, depth: number): Expression => {
    if (--left < 0 || depth > deepest) return { kind: 'unknown', children: [], line };
    if (isAlias(node)) return walk(node.resolve(document), line, depth + 1);
    if (isScalar(node)) {
      const { value } = node;
      const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
      return { kind: 'literal', value: plain, line };
    }
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => walk(item, line, depth + 1)), line };
    if (!isMap(node)) return { kind: 'literal', value: null, line };
    const entries = node.items.flatMap((pair): ObjectEntry[] => {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      const at = isScalar(pair.key) && pair.key.range ? lines.linePos(pair.key.range[0]).line : line;
      const value = walk(pair.value, at, depth + 1);
      return key === '<<' && value.kind === 'object' ? [...value.entries] : [{ key, value, line: at }];
    });
    return { kind: 'object', type: null, entries, line };
  };
  return document.contents === null ? null : walk(document.contents, 1, 0);
}
