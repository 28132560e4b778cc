// What oxlint cannot check: which package may import which, and that no bare `Error` leaves a package.
// Layers, lowest first; a package may import from lower layers only. Its package.json must say what it imports.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { builtinModules } from 'node:module';

const layers = [
  ['blueprint', 'host'],
  ['testing'],
  ['cost', 'images', 'forge'],
  ['scan', 'provision', 'churn', 'gateway'],
  ['target-*', 'agent', 'complete', 'tune', 'check'],
  ['export', 'protocol', 'swe-bench'],
  ['toolkit'],
  ['language-server'],
  ['server'],
  ['cli', 'extension', 'ide'],
];
/** Within a layer: who else may be used. What a secret looks like is known to `check`, and `agent` finds it in a change. */
const alsoAllowed = { provision: ['scan'], agent: ['check'], complete: ['check'] };

const root = resolve(import.meta.dirname, '..');
const problems = [];
const manifests = globSync(['packages/*/package.json', 'packages/targets/*/package.json', 'apps/*/package.json'], { cwd: root });
const packages = manifests.map((file) => ({ folder: dirname(join(root, file)), ...JSON.parse(readFileSync(join(root, file), 'utf8')) }));

for (const { name, folder, dependencies = {}, devDependencies = {}, optionalDependencies = {} } of packages) {
  const declared = new Set(Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }));
  if (layerOf(name) === -1) report(join(folder, 'package.json'), 1, `${name} is in no layer: add it to scripts/check-layers.mjs`);
  const imported = new Set();
  for (const file of globSync('{src,end-to-end}/**/*.{ts,tsx}', { cwd: folder }).map((path) => join(folder, path))) {
    const isTest = /\.(test|fixture)\.tsx?$|[\\/](testing|end-to-end)[\\/]/.test(file);
    for (const { line, text } of linesOf(file)) {
      const specifier = importOf(text);
      if (specifier !== null) checkImport({ name, folder, declared, file, line, specifier, isTest, imported });
      if (!isTest && /\bthrow new (Type|Range)?Error\(/.test(text))
        report(file, line, 'throw a GroundworkError: a code, where, and the fix');
    }
  }
  for (const dependency of declared) {
    if (dependency.startsWith('@groundwork/') && !imported.has(dependency))
      report(join(folder, 'package.json'), 1, `${dependency} is declared and not imported`);
  }
}

function checkImport({ name, folder, declared, file, line, specifier, isTest, imported }) {
  if (specifier.startsWith('.')) {
    const target = resolve(dirname(file), specifier);
    if (!target.startsWith(folder + sep)) report(file, line, `${specifier} reaches into another package: import it by its name`);
    else if (!existsSync(target)) report(file, line, `${specifier} does not exist`);
    return;
  }
  const imports = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  if (specifier.startsWith('node:') || builtinModules.includes(imports)) return;
  imported.add(imports);
  if (isTest && !imports.startsWith('@groundwork/')) return;
  if (imports === '@groundwork/testing' && !isTest) report(file, line, 'only tests may import @groundwork/testing');
  // `vscode` is given by the editor: only its types come from npm.
  if (!declared.has(imports) && !declared.has(`@types/${imports}`))
    report(file, line, `${imports} is imported and not in ${name}'s package.json`);
  if (imports.startsWith('@groundwork/') && !mayImport(name, imports))
    report(file, line, `${name} may not import ${imports}: it is not in a lower layer`);
}

function mayImport(from, to) {
  return layerOf(to) < layerOf(from) || (alsoAllowed[short(from)] ?? []).includes(short(to));
}

function layerOf(name) {
  return layers.findIndex((layer) =>
    layer.some((pattern) => (pattern.endsWith('*') ? short(name).startsWith(pattern.slice(0, -1)) : short(name) === pattern)),
  );
}

function short(name) {
  return name.replace('@groundwork/', '');
}

function* linesOf(file) {
  for (const [index, text] of readFileSync(file, 'utf8').split('\n').entries()) yield { line: index + 1, text };
}

/** The module an import or export line names: `from '...'` at its end, a bare `import '...'`, or `import('...')`. */
function importOf(text) {
  const match = /^\s*(?:import|export|\})[^'"`]*from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/.exec(text);
  return match ? (match[1] ?? match[2] ?? match[3]) : null;
}

function report(file, line, message) {
  problems.push(`${relative(root, file)}:${line}: ${message}`);
}

for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? `layers: ${packages.length} packages, nothing wrong` : `layers: ${problems.length} wrong`);
process.exitCode = problems.length === 0 ? 0 : 1;
