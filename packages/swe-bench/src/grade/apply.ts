/** What the harness tries, one after another: `GIT_APPLY_CMDS` of `swebench/harness/run_evaluation.py`. */
const attempts = [
  'git apply --verbose',
  'git apply --verbose --3way',
  'git apply --verbose --reject',
  'patch --batch --forward --fuzz=5 -p1 -i',
];

const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;

/** Applies a change to the checkout; ends with 0 when one of the ways did. */
export function applyScript(file: string): string {
  return `${attempts.map((attempt) => `${attempt} ${quoted(file)}`).join(' || ')}\n`;
}

/** Puts the tests in place, whatever a change made of them: files as they were at the base commit, then the test patch. */
export function testsScript(base: string, testPatch: string, file: string): string {
  const restore = touchedFiles(testPatch).map(
    (path) => `git checkout --force ${base} -- ${quoted(path)} 2>/dev/null || rm -rf -- ${quoted(path)}`,
  );
  return ['set -u', ...restore, `git apply --verbose ${quoted(file)} || patch --batch --fuzz=5 -p1 -i ${quoted(file)}`, ''].join('\n');
}

/** Files a patch names, on either side. */
export function touchedFiles(patch: string): readonly string[] {
  const found = [...patch.matchAll(/^diff --git a\/(.+?) b\/(.+)$/gm)].flatMap(([, from = '', to = '']) => [from, to]);
  return [...new Set(found)];
}
