import type { NativeEnvironment } from '../environment.ts';

const pip = (...packages: readonly string[]): string => `python -m pip install -q ${packages.map((name) => `"${name}"`).join(' ')}`;
const python = (
  repository: string,
  version: string,
  install: readonly string[],
  versions?: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): NativeEnvironment => ({ repository, toolchain: 'python', version, install, variables, ...(versions && { versions }) });

const pytestEarly = ['atomicwrites==1.4.1', 'attrs==23.1.0', 'more-itertools==10.1.0', 'py==1.11.0', 'six==1.16.0', 'wcwidth==0.2.6'];
const pytest = (versions: readonly string[], ...packages: readonly string[]): NativeEnvironment =>
  python('pytest-dev/pytest', '3.9', [pip(...packages, 'hypothesis==6.82.6', 'xmlschema==2.4.0', 'pygments==2.16.1')], versions);

/** Projects of Verified that need no compiler. */
export const pythonEnvironments: readonly NativeEnvironment[] = [
  python('sympy/sympy', '3.9', [pip('mpmath==1.3.0')]),
  python('pallets/flask', '3.11', [
    pip(
      'setuptools==70.0.0',
      'click==8.1.3',
      'itsdangerous==2.1.2',
      'Jinja2==3.1.2',
      'MarkupSafe==2.1.1',
      'Werkzeug==2.3.7',
      'pytest==7.4.0',
    ),
  ]),
  // The script installs a copy, which a patch would not reach without a network: this one is the checkout itself.
  python('psf/requests', '3.9', [pip('pytest==7.4.0'), 'python -m pip install -q -e .']),
  pytest(['4.4'], ...pytestEarly, 'pluggy==0.13.1', 'setuptools==68.0.0'),
  pytest(['4.5'], ...pytestEarly, 'pluggy==0.11.0', 'setuptools==68.0.0'),
  pytest(['4.6', '5.0', '5.1', '5.2', '5.3'], ...pytestEarly, 'packaging==23.1', 'pluggy==0.13.1'),
  pytest(['5.4'], 'py==1.11.0', 'packaging==23.1', 'attrs==23.1.0', 'more-itertools==10.1.0', 'pluggy==0.13.1'),
  pytest(
    ['6.0'],
    'attrs==23.1.0',
    'iniconfig==2.0.0',
    'more-itertools==10.1.0',
    'packaging==23.1',
    'pluggy==0.13.1',
    'py==1.11.0',
    'toml==0.10.2',
  ),
  pytest(['6.2'], 'attrs==23.1.0', 'iniconfig==2.0.0', 'packaging==23.1', 'pluggy==0.13.1', 'py==1.11.0', 'toml==0.10.2'),
  python(
    'pytest-dev/pytest',
    '3.9',
    [
      "sed -i 's/>=>=/>=/' setup.cfg",
      pip('attrs==23.1.0', 'iniconfig==2.0.0', 'packaging==23.1', 'pluggy==0.13.1', 'py==1.11.0', 'toml==0.10.2'),
    ],
    ['6.3'],
  ),
  pytest(['7.0', '7.1', '7.2'], 'attrs==23.1.0', 'iniconfig==2.0.0', 'packaging==23.1', 'pluggy==0.13.1', 'py==1.11.0', 'tomli==2.0.1'),
  python(
    'pylint-dev/pylint',
    '3.9',
    ['python -m pip install -q -r requirements_test.txt', pip('setuptools==68.0.0')],
    ['2.10', '2.11', '2.13', '2.14', '2.15', '2.16', '2.17', '2.8', '2.9'],
  ),
  python(
    'pylint-dev/pylint',
    '3.9',
    ['python -m pip install -q -r requirements_test.txt', pip('astroid==3.0.0a6', 'setuptools==68.0.0')],
    ['3.0'],
  ),
  python('pydata/xarray', '3.10', [
    pip(
      'numpy==1.23.0',
      'packaging==23.1',
      'pandas==1.5.3',
      'pytest==7.4.0',
      'python-dateutil==2.8.2',
      'pytz==2023.3',
      'six==1.16.0',
      'scipy==1.11.1',
      'setuptools==68.0.0',
      'dask==2022.8.1',
    ),
  ]),
  python('mwaskom/seaborn', '3.9', [
    pip(
      'contourpy==1.1.0',
      'cycler==0.11.0',
      'fonttools==4.42.1',
      'kiwisolver==1.4.5',
      'matplotlib==3.7.2',
      'numpy==1.25.2',
      'packaging==23.1',
      'pandas==2.0.0',
      'pillow==10.0.0',
      'pytest==7.4.0',
      'scipy==1.11.2',
    ),
  ]),
  python('django/django', '3.6', ['python -m pip install -q -r tests/requirements/py3.txt'], ['3.0', '3.1', '3.2']),
  python('django/django', '3.8', ['python -m pip install -q -r tests/requirements/py3.txt'], ['4.0']),
  python('django/django', '3.9', ['python -m pip install -q -r tests/requirements/py3.txt'], ['4.1', '4.2']),
  python('django/django', '3.11', ['python -m pip install -q -r tests/requirements/py3.txt'], ['5.0', '5.1', '5.2']),
];
