import { describe, expect, it } from 'vitest';
import { evaluationOf } from './script.ts';

const script = `#!/bin/bash
set -uxo pipefail
source /opt/miniconda3/bin/activate
conda activate testbed
cd /testbed
sed -i '/en_US.UTF-8/s/^# //g' /etc/locale.gen && locale-gen
export LANG=en_US.UTF-8
git config --global --add safe.directory /testbed
git status
git show
git -c core.fileMode=false diff ${'a'.repeat(40)}
python -m pip install -e .
git checkout ${'a'.repeat(40)} tests/test_oven.py
git apply -v - <<'EOF_114329324912'
diff --git a/tests/test_oven.py b/tests/test_oven.py
+: '>>>>> Start Test Output'
+rm -rf oven
EOF_114329324912
make oven
: '>>>>> Start Test Output'
cd tests
TERM=dumb pytest -rA test_oven.py
: '>>>>> End Test Output'
git checkout ${'a'.repeat(40)} tests/test_oven.py
`;

describe('evaluationOf', () => {
  it('keeps what builds and what tests, and nothing of the container or the test patch', () => {
    expect(evaluationOf({ id: 'bakery__oven-7', script })).toEqual({
      build: ['python -m pip install -e .', 'make oven'],
      tests: ['cd tests', 'TERM=dumb pytest -rA test_oven.py'],
    });
  });

  it('refuses a script that does not say where its tests are', () => {
    expect(() => evaluationOf({ id: 'bakery__oven-7', script: 'pytest' })).toThrow(/bakery__oven-7/);
  });
});
