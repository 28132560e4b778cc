import { describe, expect, it } from 'vitest';
import { changedSections, ranBy } from './sections.ts';

const setup = '[options]\ninstall_requires =\n    flour\n\n[tool:pytest]\ntestpaths = tests\n\n[mypy]\nstrict = True\n';
const withYeast = setup.replace('    flour\n', '    flour\n    yeast\n') + '\n[mypy-yeast]\nignore_missing_imports = True\n';
const manifest = '[project]\ndependencies = ["flour"]\n[tool.mypy]\nstrict = true\n';

describe('changedSections', () => {
  it.each([[[]], [['pytest -q tests']], [['CI=1 uv run python -m pytest']], [['python3 -m unittest -v oven']]])(
    'lets settings of types be where %j proves it: a dependency without types needs one',
    (commands) => {
      expect(changedSections('setup.cfg', setup, withYeast, ranBy(commands, false))).toEqual([]);
      expect(changedSections('pyproject.toml', manifest, manifest.replace('true', 'false'), ranBy(commands, false))).toEqual([]);
    },
  );

  it.each([[['mypy oven']], [['make check']], [['pytest && tox']], [['pytest --mypy']], [['pytest $(cat all)']]])(
    'keeps them where %j may check types',
    (commands) => {
      expect(changedSections('setup.cfg', setup, withYeast, ranBy(commands, false))).toEqual(['mypy-yeast']);
      expect(changedSections('pyproject.toml', manifest, manifest.replace('true', 'false'), ranBy(commands, false))).toEqual(['tool.mypy']);
    },
  );

  it('keeps them where the ticket asks for types, or pytest is told to check them', () => {
    expect(changedSections('setup.cfg', setup, withYeast, ranBy([], true))).toEqual(['mypy-yeast']);
    const told = (text: string): string => text.replace('tests\n', 'tests\naddopts = --mypy\n');
    expect(changedSections('setup.cfg', told(setup), told(withYeast), ranBy(['pytest'], false))).toEqual(['mypy-yeast']);
  });

  it('keeps how tests are run, whatever proves it', () => {
    expect(changedSections('setup.cfg', setup, setup.replace('tests\n', 'others\n'), ranBy([], false))).toEqual(['tool:pytest']);
  });
});
