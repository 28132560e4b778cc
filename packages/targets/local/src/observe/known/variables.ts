import { nameIn, type KnownReason } from './known.ts';

interface Saying {
  readonly pattern: RegExp;
  readonly lines?: number;
  readonly only?: RegExp;
  /** The variable of a setting with another name. */
  readonly name?: (found: string) => string;
}

const upper = (name: string): string => name.replaceAll('.', '_').toUpperCase();

/** How libraries say that a variable has no value, by language. The variable is the first group that matched. */
const sayings: readonly Saying[] = [
  // Python: os.environ, django-environ, python-decouple, Starlette, pydantic-settings.
  { pattern: /KeyError: ['"]([A-Z][A-Z0-9_]{2,})['"]/ },
  { pattern: /Set the ([A-Z][A-Z0-9_]{2,}) environment variable/ },
  { pattern: /UndefinedValueError: ([A-Z][A-Z0-9_]{2,}) not found/ },
  { pattern: /Config ['"]([A-Z][A-Z0-9_]{2,})['"] is missing/ },
  {
    pattern: /^\s*([A-Za-z][A-Za-z0-9_]{2,})\n\s+(?:Field required \[type=missing|field required \(type=value_error\.missing)/,
    lines: 2,
    only: /validation errors? for \w*(?:Settings|Config|Env)/,
    name: upper,
  },
  // Node: env-var, envalid, Joi, t3-env and zod, Prisma.
  { pattern: /env-var: ["']([A-Z][A-Z0-9_]{2,})["'] is a required variable/ },
  { pattern: /Missing environment variables?:?\s*\n\s+([A-Z][A-Z0-9_]{2,})\b/, lines: 2 },
  {
    pattern: /^\s*([A-Z][A-Z0-9_]{2,}): (?:undefined|\[ ?['"](?:Required|Invalid input: expected \w+, received undefined))/,
    only: /nvironment variable/,
  },
  { pattern: /onfig validation error: "([A-Z][A-Z0-9_]{2,})" is required/ },
  { pattern: /Environment variable not found: "?([A-Z][A-Z0-9_]{2,})/ },
  // Go: envconfig, caarlos0/env.
  { pattern: /required key ([A-Z][A-Z0-9_]{2,}) missing value/ },
  { pattern: /required environment variable "([A-Z][A-Z0-9_]{2,})" is not set/ },
  // Java: Spring, Quarkus.
  { pattern: /Could not resolve placeholder '([A-Za-z][\w.-]{2,})'/, name: upper },
  { pattern: /SRCFG00014: The config property ([\w.-]+) is required/, name: (found) => upper(found.replaceAll('-', '_')) },
  // Ruby: ENV.fetch, Figaro, dotenv.
  { pattern: /key not found: "([A-Z][A-Z0-9_]{2,})" \(KeyError\)/ },
  { pattern: /Missing required configuration keys?: \["([A-Z][A-Z0-9_]{2,})"/ },
  // PHP: phpdotenv, Symfony, Laravel.
  { pattern: /environment variables? failed assertions?: ([A-Z][A-Z0-9_]{2,}) is missing/ },
  { pattern: /No application (encryption key) has been specified/, name: () => 'APP_KEY' },
  // Rust: envy, config; std's own error does not name the variable, `expect` usually does.
  { pattern: /missing value for field ([a-z][a-z0-9_]{2,})/, name: upper },
  // In words, whoever says them.
  {
    pattern:
      /(?:by setting|set|setting|provide|define|specify) (?:the |your |an? )?[`'"]?([A-Z][A-Z0-9]*_[A-Z0-9_]+)[`'"]? (?:environment|env)[ _]?var/i,
  },
  {
    pattern:
      /nvironment variables?:? [`'"]?([A-Z][A-Z0-9_]{2,})[`'"]? (?:is |was |has )?(?:not (?:been )?(?:set|found|defined|present|provided)|missing|required|unset|undefined|empty|must be)/,
  },
  { pattern: /[Mm]issing (?:required )?(?:environment|env) var(?:iable)?s?:? [`'"[]*([A-Z][A-Z0-9_]{2,})/ },
  {
    pattern:
      /\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b[`'"]?(?: environment variable| env(?:ironment)? var)? (?:(?:is|was|has) (?:not (?:been )?(?:set|defined|configured|provided|given|specified)|required|missing|undefined|unset|empty)|(?:must|needs to|has to|should) be (?:set|defined|configured|provided|given|specified))\b/,
  },
];

export const missingVariables: readonly KnownReason[] = sayings.map(({ pattern, lines, only, name = (found) => found }) => {
  const variable = (match: RegExpExecArray): string => name(nameIn(match));
  return {
    code: 'variable.missing',
    pattern,
    ...(lines === undefined ? {} : { lines }),
    ...(only === undefined ? {} : { only }),
    message: (match) => `it needs the variable ${variable(match)}, which nobody gave a value`,
    fix: (match) => `gw secrets set ${variable(match)}, then gw up`,
    seen: (match) => ({ kind: 'variable', name: variable(match) }),
  };
});
