/** Invisible, of no width, and no part of any name: what it stands in refers to nothing (U+2060 WORD JOINER). */
const joiner = '\u2060';

/** What closes issues: GitHub's keywords (https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue) and GitLab's default pattern (https://docs.gitlab.com/administration/issue_closing_pattern/). */
const closing = String.raw`\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?)\b`;
const closed = new RegExp(String.raw`(${closing}:?\s+(?:issues?\s+)?(?:[\w./-]*[#!](?=\d)|[A-Z][A-Z\d_]+-(?=\d)|https?(?=:)))`, 'gi');
/** What calls people, and what leaves a word at another issue, request, snippet or epic that it was mentioned. */
const reference = /[@#!](?=\w)|[$&](?=\d)|\bGH-(?=\d)/gi;

/** One line without anything a terminal or a page would obey; what is longer is cut. */
function line(text: string, most: number): string {
  // A surrogate half, or a character of a private plane, is nothing a forge has to take.
  const flat = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const characters = [...flat];
  return characters.length <= most
    ? flat
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

const usualLength = 500;

/**
 * Text of somebody else as a title or the subject of a commit: one line that mentions nobody, refers to nothing and closes nothing.
 * A forge looks at what a page shows as well as at what was written, so that escaping alone would not do.
 */
export const inertTitle = (text: string, most = 200): string =>
  line(text, most).replaceAll(closed, `$1${joiner}`).replaceAll(reference, `$&${joiner}`).replaceAll(/^\//g, `${joiner}/`);

/** The same in Markdown of either forge: nothing of it is markup, a link, a mention, a reference or a quick action. */
export function inertText(text: string, most = usualLength): string {
  return escaped(inertTitle(text, most))
    .replace(/^[-=/]/, entity)
    .replace(/^(\d+)([.)])(?=\s|$)/, (_whole, number: string, mark: string) => `${number}${entity(mark)}`);
}

/** The same as code, where forges look for no names; keywords that close are looked for there as well. */
export function inertCode(text: string, most = usualLength): string {
  const shown = line(text, most).replaceAll(closed, `$1${joiner}`);
  return shown === '' ? '' : `<code>${escaped(shown)}</code>`;
}

const escaped = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]#+!|~<>&@$%^]|:(?=\S)/g, entity).replaceAll(/\bwww\./gi, (found) => found.replace('.', entity));

const entity = (character: string): string => `&#${character.codePointAt(0)};`;
