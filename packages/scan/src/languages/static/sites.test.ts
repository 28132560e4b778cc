import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

const page = '<!doctype html><title>Orchard</title>';

test.each<[idea: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
  ['a page alone', { 'index.html': page, 'style.css': '', 'about/index.html': page }, ['site . 80']],
  ['a page in a folder', { 'README.md': '', 'site/index.html': page }, ['site site 80']],
  ['Hugo', { 'hugo.toml': 'baseURL = "/"', 'content/apples.md': '', 'layouts/index.html': page }, ['site . 1313']],
  ['Jekyll', { '_config.yml': 'title: Orchard', '_posts/2026-01-01-pears.md': '' }, ['site . 4000']],
  ['a page that a program fills', { 'requirements.txt': 'flask', 'templates/index.html': page, 'index.html': page }, []],
  ['a page above a program', { 'index.html': page, 'api/go.mod': 'module orchard' }, []],
  ['pages of documentation', { 'README.md': '', 'docs/index.html': page }, []],
  ['a PHP page beside it', { 'index.html': page, 'index.php': '<?php' }, []],
])('%s', async (_idea, files, expected) => {
  const { services } = await scan(memoryTree('orchard', files));
  expect(services.filter(({ language }) => language === 'static').map(({ name, path, port }) => `${name} ${path} ${String(port)}`)).toEqual(
    expected,
  );
});
