import { terraformResources } from '../../catalog/cloud-resources.ts';
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

/** Terraform: resources services are told about, and the variables set on what runs (containers, functions, apps). */
export const terraformReader: DeclarationReader = {
  format: 'terraform',
  matches: (path) => /\.tf$/.test(path),
  read(path, text) {
    if (!/^\s*resource\s+"/m.test(text)) return null;
    const root = readBlocks(text);
    const resources: DeclaredResource[] = [];
    const variables: DeclaredVariable[] = [];
    for (const block of root.blocks) {
      const [keyword, type = '', name = ''] = block.words;
      if (keyword !== 'resource') continue;
      const known = terraformResources[type];
      const found = known ? typeOf(known, known.by ? assigned(block, known.by.property) : null) : null;
      if (known && found) {
        const version = known.version ? versionOfTag((assigned(block, known.version) ?? '').replace(/^[A-Z]+_/, '')) : null;
        const optional = known.incidental === true || (assigned(block, 'count') ?? '').includes('?');
        resources.push(
          declaredResource(`${type}.${name}`, found, stated(path, block.line, `${type} ${name}`, known.incidental ? 0.6 : 0.9), {
            version,
            optional,
          }),
        );
      } else if (!known) variables.push(...variablesIn(block, path));
    }
    return resources.length || variables.length ? declaration(path, 'terraform', { resources, variables }) : null;
  },
};

/** `env { name = … value = … }`, `environment { variables = { … } }`, `app_settings = { … }`. */
function variablesIn(resource: Block, path: string): DeclaredVariable[] {
  const found: DeclaredVariable[] = [];
  const add = (name: string, value: string | null, line: number): void => {
    if (/^[A-Za-z_]\w*$/.test(name)) found.push(variable(name, value, path, line));
  };
  for (const block of blocksWithin(resource)) {
    const [word] = block.words;
    if (word === 'env' && assigned(block, 'name') !== null) {
      const value = block.assignments.find(({ key }) => key === 'value');
      add(assigned(block, 'name') ?? '', value?.value ?? null, block.line);
    } else if (word === 'variables' || word === 'app_settings' || word === 'environment_variables')
      for (const { key, value, line } of block.assignments) add(key, value, line);
  }
  return found;
}

function variable(name: string, value: string | null, path: string, line: number): DeclaredVariable {
  const evidence = stated(path, line, `${name} is set here`, 0.85);
  const reference = /^"?(?:\$\{)?(\w+\.\w+)(?:\[\w+\])?\.([\w.]+)\}?"?$/.exec(value ?? '');
  const property = reference ? terraformResources[reference[1]?.split('.')[0] ?? '']?.attributes?.[reference[2] ?? ''] : undefined;
  if (reference?.[1] && property) return declaredVariable(name, null, evidence, { from: { name: reference[1], property } });
  const plain = /^"([^"$]*)"$/.exec(value ?? '');
  return declaredVariable(name, plain?.[1] ?? null, evidence);
}
