import { isTest } from '../../repository/paths.ts';
import { configurationFile, isConfigurationPath, type ConfigurationFile } from '../../configuration/file.ts';
import type { LanguageReader } from '../language.ts';
import { pythonComponents } from './components.ts';
import { pythonFrameworks } from './frameworks.ts';
import { importedModules, resolvePythonImport } from './imports.ts';
import { linkPython } from './link/link.ts';
import type { PythonManifest } from './manifests/manifest.ts';
import { isPythonManifest, readPythonManifest } from './manifests/read.ts';
import { notebookSource } from './notebook.ts';
import { pythonServices } from './services/index.ts';
import { healthRoute } from './services/health.ts';
import { readPython } from './syntax.ts';

export const python: LanguageReader<PythonManifest | ConfigurationFile> = {
  language: 'python',
  grammar: (path) => (/\.(py|ipynb)$/.test(path) && !isTest(path) ? 'python' : null),
  words: [
    /\benvirons?\b/,
    'getenv',
    'BaseSettings',
    'env(',
    /(?:^|[^\w.])config\(\s*['"]/,
    /\b(?:Auto)?Config\((?:['"]|Repository|env|environ)/,
    /^class \w+\([^)\n]*(?:Settings|Config|Environment)\b/,
    '__main__',
    'def handler',
    /^(?:async )?def \w+\((?:event\b|request\))/,
    'functions_framework',
    'INSTALLED_APPS',
    healthRoute,
    'WorkerSettings',
    'Command)',
    /^class Model\b/,
  ],
  sourceOf: (path, text) => (path.endsWith('.ipynb') ? (notebookSource(text) ?? '') : null),
  importsIn: importedModules,
  frameworks: pythonFrameworks,
  isTelling: (path) => /(^|\/)(manage|setup|wsgi|asgi|__main__|settings)\.py$|(^|\/)settings\/[^/]+\.py$/.test(path),
  readModule: readPython,
  isManifest: (path) => isPythonManifest(path) || isConfigurationPath(path),
  readManifest: (path, text) => (isPythonManifest(path) ? readPythonManifest(path, text) : configurationFile(path, text)),
  resolveImport: resolvePythonImport,
  link: linkPython,
  components: pythonComponents,
  services: (component, repository) => pythonServices(component, pythonComponents(repository), repository),
};
