import { expect, test } from 'vitest';
import { scriptsOf } from './single-file.ts';

test('scripts keep their lines', () => {
  const vue =
    '<template>\n  <Oven :heat="heat" />\n</template>\n\n<script setup lang="ts">\nconst heat = import.meta.env.VITE_HEAT;\n</script>\n';
  expect(scriptsOf('Oven.vue', vue)?.split('\n')[5]).toBe('const heat = import.meta.env.VITE_HEAT;');
  expect(scriptsOf('Oven.vue', vue)).not.toContain('Oven');
});

test('what stands before the page of an Astro file is code', () => {
  expect(scriptsOf('index.astro', '---\nconst loaves = import.meta.env.LOAVES;\n---\n<p>{loaves}</p>\n<script>bake();</script>')).toBe(
    '\nconst loaves = import.meta.env.LOAVES;\n\n\nbake();',
  );
});

test('a script without an end is passed over, and other files are left alone', () => {
  expect(scriptsOf('Broken.svelte', '<script>const a = 1')).toBe('');
  expect(scriptsOf('plain.ts', 'const a = 1')).toBeNull();
});
