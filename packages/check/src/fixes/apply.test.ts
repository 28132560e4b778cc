import { expect, test } from 'vitest';
import type { Edit, Finding } from '../finding.ts';
import { applyEdits, planFixes } from './apply.ts';

const edit = (line: number, from: number, to: number, text: string): Edit => ({
  file: 'loaf.py',
  range: { startLine: line, startColumn: from, endLine: line, endColumn: to },
  text,
});
const finding = (...edits: Edit[]): Finding => ({
  rule: 'rye',
  severity: 'error',
  message: '',
  file: 'loaf.py',
  range: { startLine: 0, startColumn: 0, endLine: 0, endColumn: 0 },
  service: null,
  fix: { title: '', edits },
  more: null,
});

test('edits are made where the text had them before any of them', () => {
  expect(applyEdits('rye\nwheat 🥖 oat\n', [edit(0, 0, 0, 'import salt\n'), edit(1, 9, 12, 'spelt'), edit(0, 0, 3, 'rice')])).toBe(
    'import salt\nrice\nwheat 🥖 spelt\n',
  );
});

test('what two fixes insert alike is inserted once; what changes the same text waits', () => {
  const salt = edit(0, 0, 0, 'import salt\n');
  const { edits, fixed, left } = planFixes([
    finding(salt, edit(1, 0, 2, 'a')),
    finding(salt, edit(1, 4, 6, 'b')),
    finding(edit(1, 5, 7, 'c')),
  ]);
  expect(edits.get('loaf.py')).toHaveLength(3);
  expect([fixed.length, left.length]).toEqual([2, 1]);
});
