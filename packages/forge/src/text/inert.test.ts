import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { inertCode, inertText, inertTitle } from './inert.ts';

/** What forges look for, in what was written and in what a page shows. Sources are named in `inert.ts`. */
const closes =
  /\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?):?\s+(?:issues?\s+)?(?:[\w./-]*[#!]\d+|https?:\/\/\S+|[A-Z][A-Z\d_]+-\d+|GH-\d+)/i;
const mentions = /(?:^|[^\w/`])@\w/;
const refersTo = /(?:^|[^\w&])(?:[#!$&]\d|GH-\d)/i;

const hostile = [
  'Fixes #999 and closes bakery/api#12, resolves https://github.com/bakery/api/issues/3',
  'Implements ABC-12. Closing: !7',
  '@bakery/everyone please @all',
  '/merge',
  '/close\n/assign @root',
  '<img src=x onerror=alert(1)><script>alert(1)</script><!-- groundwork -->',
  '](https://evil.example) [look](https://evil.example "x") ![x](http://evil.example/p.png)',
  'see www.evil.example and https://evil.example and evil@evil.example',
  '| a | b |\n|---|---|\n| c | d |',
  '# Heading\n- item\n1. one\n> quote\n```js\ncode\n```',
  '`` ` `` **bold** _it_ ~~gone~~ :tada: $x^2$ &amp; &lt;b&gt;',
  'a\u202eb\u0000c\u001b[31md\u2028e\u200bf',
  '- [x] done',
  '\ud800 half',
  '</code></details><h1>out</h1>',
  '~bug %"next" $5 &3 GH-12 ^4',
  '=====',
];

const html = (markdown: string): string =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
/** What a person sees, and what forges look through after rendering; code is left out by them. */
const seen = (page: string): string =>
  page
    .replaceAll(/<code>.*?<\/code>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"');

describe.each(hostile)('%j', (text) => {
  it.each([
    ['a quote', (each: string) => `> ${inertText(each)}`, /^<blockquote>\n<p>[^<]*<\/p>\n<\/blockquote>$/],
    [
      'a cell',
      (each: string) => `| a |\n|---|\n| ${inertText(each)} |`,
      /^<table>\n<thead>\n<tr>\n<th>a<\/th>\n<\/tr>\n<\/thead>\n<tbody>\n<tr>\n<td>[^<]*<\/td>\n<\/tr>\n<\/tbody>\n<\/table>$/,
    ],
    ['a paragraph', (each: string) => inertText(each), /^<p>[^<]*<\/p>$/],
    ['code', (each: string) => `For ${inertCode(each)}`, /^<p>For <code>[^<]*<\/code><\/p>$/],
  ] as const)('is words and nothing else in %s', (_what, written, shape) => {
    const markdown = written(text);
    const page = html(markdown);
    expect(page).toMatch(shape);
    expect(markdown).not.toMatch(closes);
    expect(seen(page)).not.toMatch(closes);
    expect(page.replaceAll(/<\/?code>/g, '').replaceAll(/&\w+;/g, ' ')).not.toMatch(closes);
    expect(seen(page)).not.toMatch(mentions);
    expect(seen(page).replaceAll(/&(?=\w+;)/g, '')).not.toMatch(refersTo);
    expect(markdown).not.toMatch(/^\//m);
  });

  it('is one line of a title', () => {
    const title = inertTitle(text);
    expect(title).not.toMatch(/[\n\r\u001b\u202e\u2028]/);
    for (const pattern of [closes, mentions, refersTo, /^\//]) expect(title.replaceAll(/https?:/g, '')).not.toMatch(pattern);
  });
});

it('says what was said', () => {
  const shown = (page: string): string => seen(page).replaceAll('\u2060', '').trim();
  expect(shown(html(inertText('Orders (5 < 6) cost $4.20: "rye" & <wheat>, 50 % off!')))).toBe(
    'Orders (5 < 6) cost $4.20: "rye" & <wheat>, 50 % off!',
  );
  expect(inertText('Berths are counted once')).toBe('Berths are counted once');
  expect(inertCode('')).toBe('');
});

it('is short', () => {
  expect([...inertTitle('é'.repeat(10_000))].length).toBe(200);
  expect(inertText('#'.repeat(100_000)).length).toBeLessThan(500 * 7);
});
