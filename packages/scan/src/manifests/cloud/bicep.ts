import { azureResources } from '../../catalog/cloud-resources.ts';
import {
  declaration,
  declaredResource,
  declaredVariable,
  stated,
  type DeclarationReader,
  type DeclaredResource,
  type DeclaredVariable,
} from '../declaration.ts';
import { versionOfTag } from '../../catalog/image-names.ts';
import { assigned, blocksWithin, readBlocks, type Block } from './blocks.ts';
import { typeOf } from './references.ts';

/** Bicep: Azure resources services are told about, and settings of what runs. */
export const bicepReader: DeclarationReader = {
  format: 'bicep',
  matches: (path) => path.endsWith('.bicep'),
  read(path, text) {
    const root = readBlocks(text);
    const resources: DeclaredResource[] = [];
    const variables: DeclaredVariable[] = [];
    for (const block of blocksWithin(root)) {
      const [keyword, symbol = '', type = '', ...rest] = block.words;
      if (keyword === 'resource') {
        const known = azureResources[type.split('@')[0]?.toLowerCase() ?? ''];
        const found = known ? typeOf(known, known.by ? assigned(block, known.by.property) : null) : null;
        if (!known || !found || rest.includes('existing')) continue;
        const optional = known.incidental === true || rest.includes('if');
        const version = known.version
          ? versionOfTag([...blocksWithin(block)].map((each) => assigned(each, known.version ?? '')).find((each) => each !== null) ?? null)
          : null;
        resources.push(
          declaredResource(symbol, found, stated(path, block.line, `${type.split('@')[0] ?? ''} ${symbol}`, known.incidental ? 0.6 : 0.9), {
            version,
            optional,
          }),
        );
      } else variables.push(...settingsIn(block, path));
    }
    return resources.length || variables.length ? declaration(path, 'bicep', { resources, variables }) : null;
  },
};

/** `{ name: 'DB_HOST', value: … }` of a list of variables, `appSettings: { DB_HOST: … }`. */
function settingsIn(block: Block, path: string): DeclaredVariable[] {
  const name = assigned(block, 'name');
  const value = block.assignments.find(({ key }) => key === 'value');
  if (name !== null && value && isVariable(name)) return [settingOf(name, value.value, path, block.line)];
  if (!/^(appSettings|environmentVariables|env)$/.test(block.words[0] ?? '')) return [];
  return block.assignments.filter(({ key }) => isVariable(key)).map(({ key, value: text, line }) => settingOf(key, text, path, line));
}

const isVariable = (name: string): boolean => /^[A-Z][A-Z0-9_]+$/.test(name);

function settingOf(name: string, value: string, path: string, line: number): DeclaredVariable {
  const plain = /^'([^'$]*)'$/.exec(value)?.[1] ?? null;
  return declaredVariable(name, plain, stated(path, line, `${name} is set here`, 0.85));
}
