import { isTest } from '../../repository/paths.ts';
import type { LanguageReader } from '../language.ts';
import { pythonComponents } from './components.ts';
import { resolvePythonImport } from './imports.ts';
import { linkPython } from './link/link.ts';
import type { PythonManifest } from './manifests/manifest.ts';
import { isPythonManifest, readPythonManifest } from './manifests/read.ts';
import { notebookSource } from './notebook.ts';
import { pythonServices } from './services/index.ts';
import { readPython } from './syntax.ts';

export const python: LanguageReader<PythonManifest> = {
  language: 'python',
  grammar: (path) => (/\.(py|ipynb)$/.test(path) && !isTest(path) ? 'python' : null),
  words: [
    'environ',
    'getenv',
    'BaseSettings',
    'env(',
    'config(',
    'Config(',
    '__main__',
    'def handler',
    '(event',
    'INSTALLED_APPS',
    'while True',
    'import ',
    'WorkerSettings',
    'class Model',
  ],
  sourceOf: (path, text) => (path.endsWith('.ipynb') ? (notebookSource(text) ?? '') : null),
  readModule: readPython,
  isManifest: isPythonManifest,
  readManifest: readPythonManifest,
  resolveImport: resolvePythonImport,
  link: linkPython,
  components: pythonComponents,
  services: (component, repository) => pythonServices(component, pythonComponents(repository), repository),
};
