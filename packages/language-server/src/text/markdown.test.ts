import { describe, expect, it } from 'vitest';
import { code, label, link, plain } from './markdown.ts';

describe('text of a repository', () => {
  it.each([
    ['**bold** _x_', '\\*\\*bold\\*\\* \\_x\\_'],
    ['[a](command:quit)', '\\[a\\]\\(command\\:quit\\)'],
    ['<img src=x>', '&lt;img src=x\\>'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['$(sync~spin)', '\\$\\(sync\\~spin\\)'],
    ['https://evil.example', 'https\\://evil\\.example'],
    ['a\n# b\r\u2028\u202e', 'a \\# b'],
  ])('is no formatting: %j', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it('is code whatever ticks are in it', () => {
    expect(code('plain')).toBe('`plain`');
    expect(code('a ``` b')).toBe('```` a ``` b ````');
    expect(code('')).toBe('`  `');
    expect(code('a\n\n<script>')).toBe('`a <script>`');
  });

  it('leaves the address of a link', () => {
    expect(link('a](b)', 'file:///x/a(b)%20<c>', 7)).toBe('[a\\]\\(b\\)](file:///x/a%28b%29%20%3Cc%3E#L7)');
  });

  it('is one line, and not longer than a line', () => {
    expect(label(`start\u0000\u001b[31m${'x'.repeat(500)}`)).toMatch(/^start \[31mx+…$/);
  });
});
