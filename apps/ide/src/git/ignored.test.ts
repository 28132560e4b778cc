import { expect, it } from 'vitest';
import { withIgnored } from './ignored.ts';

it('adds paths as they stand, once', () => {
  expect(withIgnored('', ['drafts/tea.md'])).toBe('/drafts/tea.md\n');
  expect(withIgnored('dist', ['a[1]*.md', '#x', 'end '])).toBe(String.raw`dist
/a\[1\]\*.md
/#x
/end\ ${''}
`);
  expect(withIgnored('/tea.md\n', ['tea.md'])).toBe('/tea.md\n');
});
