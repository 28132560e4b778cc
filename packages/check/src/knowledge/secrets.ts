/** A secret whose shape says what it is. */
export interface SecretShape {
  /** What it is, in a sentence. */
  readonly what: string;
  readonly pattern: RegExp;
}

/** Shapes their makers publish so that they can be found. */
export const secretShapes: readonly SecretShape[] = [
  { what: 'An AWS access key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  { what: 'A GitHub token', pattern: /\bgh[pousr]_[A-Za-z0-9]{36,255}\b/g },
  { what: 'A GitHub token', pattern: /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b/g },
  { what: 'A GitLab token', pattern: /\bglpat-[\w-]{20,}/g },
  { what: 'A Slack token', pattern: /\bxox[abprs]-\d{6,}-[\w-]{10,}/g },
  { what: 'The address of a Slack webhook', pattern: /hooks\.slack\.com\/services\/T[A-Z0-9]{7,}\/B[A-Z0-9]{7,}\/[A-Za-z0-9]{20,}/g },
  { what: 'A Stripe live key', pattern: /\b[sr]k_live_[0-9a-zA-Z]{20,}\b/g },
  { what: 'An OpenAI key', pattern: /\bsk-(?:proj-|svcacct-)[\w-]{40,}|\bsk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}\b/g },
  { what: 'An Anthropic key', pattern: /\bsk-ant-(?:api|admin)\d\d-[\w-]{80,}/g },
  { what: 'A SendGrid key', pattern: /\bSG\.[\w-]{20,24}\.[\w-]{39,50}/g },
  { what: 'A Mailgun key', pattern: /\bkey-[0-9a-f]{32}\b/g },
  { what: 'An npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { what: 'A PyPI token', pattern: /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}/g },
  { what: 'A Hugging Face token', pattern: /\bhf_[A-Za-z]{34}\b/g },
  { what: "A Telegram bot's token", pattern: /\b\d{8,10}:AA[\w-]{33}\b/g },
  { what: 'A DigitalOcean token', pattern: /\bdo[opr]_v1_[a-f0-9]{64}\b/g },
  { what: 'A Shopify token', pattern: /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\b/g },
  { what: 'A Databricks token', pattern: /\bdapi[a-f0-9]{32}\b/g },
  { what: 'The key of an Azure storage account', pattern: /AccountKey=[A-Za-z0-9+/]{86}==/g },
  { what: 'A Google API key', pattern: /\bAIza[0-9A-Za-z_-]{35}\b/g },
  { what: 'A Google OAuth client secret', pattern: /\bGOCSPX-[\w-]{28}\b/g },
  {
    what: 'A private key',
    pattern: /-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED) )?PRIVATE KEY-----(?:\\n|\s){1,4}[A-Za-z0-9+/=\\\s]{120,}/g,
  },
];

/** Keys that are published for everybody to use: emulators, documentation, what a browser has to know. */
const published: readonly RegExp[] = [
  /EXAMPLE|example|0{12}|1234567|abcdef1234|X{6}|x{8}/,
  /Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/,
];

export const isPublished = (secret: string): boolean => published.some((pattern) => pattern.test(secret));

/** What people write where a secret belongs. */
const standIn =
  /^(?:<.*>|\[.*\]|\{.*\}|\$.*|%.*|.*\$\{.*|.*\{\{.*)$|change|replace|your|example|placeholder|dummy|fake|sample|test|todo|secret|password|passwd|default|insert|xxx|\*\*\*|\.\.\.|none|null|undefined|localhost|admin|foobar|qwerty|12345|abcdef|lorem|generate|random|somekey|my[-_]?(?:super|key|app)|not[-_ ]?(?:so|a|very)|super|dev(?:elopment)?|local|insecure|unsafe/i;

export const isStandIn = (text: string): boolean => standIn.test(text);

/** Bits per character, by how often each stands in it. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const each of text) counts.set(each, (counts.get(each) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Whether a text looks made at random: too many kinds of characters for words, paths, names of things. */
export function looksRandom(text: string): boolean {
  if (text.length < 20 || text.length > 200 || /\s/.test(text) || isStandIn(text) || isPublished(text)) return false;
  if (/^(?:https?:|\/|\.\/|@|arn:|urn:|projects\/|\w+\/\w+\/)/.test(text) || /^[\w.-]+\.[a-z]{2,6}$/i.test(text)) return false;
  // Words joined by one sign: an identifier, a key of a translation.
  if (text.split(/[-_.:/|,]/).every((word) => /^[A-Za-z]*\d{0,3}$|^\d{0,4}$/.test(word) && word.length < 20)) return false;
  // A name in the form of a number everybody may know.
  if (/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  if (/^[\da-f]+$/i.test(text)) return text.length >= 32 && entropyOf(text) > 3;
  return kinds >= 2 && /\d/.test(text) && entropyOf(text) > 3.7;
}
