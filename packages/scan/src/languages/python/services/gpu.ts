import { libraries } from '../../../catalog/index.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { visit, type Expression } from '../../../syntax/expression.ts';
import type { Project } from './context.ts';

const rank = { none: 0, optional: 1, required: 2 } as const;
type Gpu = keyof typeof rank;

const byPackage = new Map(
  libraries
    .filter((library) => library.language === 'python' && library.gpu)
    .flatMap((library) => library.packages.map((name): [string, Gpu] => [name.toLowerCase(), library.gpu ?? 'none'])),
);

/** Required when the code moves to a GPU without asking; optional when it asks whether there is one. */
export function gpuOf(project: Project): Gpu {
  let found: Gpu = 'none';
  const raise = (to: Gpu): void => {
    if (rank[to] > rank[found]) found = to;
  };
  for (const dependency of project.component.dependencies.values()) {
    if (dependency.development || dependency.optional) continue;
    raise(byPackage.get(dependency.name) ?? 'none');
    if (/\+cu\d+/.test(dependency.version ?? '')) raise('required');
  }
  let asks = false;
  let takes = false;
  for (const module of project.modules) {
    const { calls } = indexOf(module);
    if (
      ['is_available', 'device_count', 'get_available_device', 'list_physical_devices'].some((name) =>
        (calls.get(name) ?? []).some(({ call }) => /cuda|mps|gpu|config|accelerat|tf|torch/.test(nameOf(call.callee))),
      )
    )
      asks = true;
    for (const { call, guards } of [...(calls.get('to') ?? []), ...(calls.get('device') ?? [])]) {
      if (call.args[0]?.kind === 'literal' && String(call.args[0].value).startsWith('cuda') && guards.length === 0) takes = true;
    }
    if (
      (calls.get('cuda') ?? []).some(({ call, guards }) => call.callee.kind === 'member' && call.args.length === 0 && guards.length === 0)
    )
      takes = true;
    for (const { expression } of module.statements) visit(expression, (each) => raise(told(each)));
  }
  if (asks) raise('optional');
  else if (takes) raise('required');
  return found;
}

const nameOf = (expression: Expression): string =>
  expression.kind === 'member' ? `${nameOf(expression.object)}.${expression.name}` : expression.kind === 'name' ? expression.name : '';

/** Arguments that ask a platform for GPUs, or offer the choice of a device. */
function told(expression: Expression): Gpu {
  if (expression.kind !== 'call') return 'none';
  const { resources, gpu, gpus, device, num_gpus: count, use_gpu: use } = expression.named;
  if (
    resources?.kind === 'object' &&
    resources.entries.some((entry) => /^gpus?$|gpu_type/.test(entry.key ?? '') && !(entry.value.kind === 'literal' && !entry.value.value))
  )
    return 'required';
  if (gpu?.kind === 'literal' && typeof gpu.value === 'string' && /^(a10g?|a100|h100|t4|l4|l40s|any)/i.test(gpu.value)) return 'required';
  if (device?.kind === 'literal' && String(device.value).startsWith('cuda')) return 'optional';
  return (count ?? gpus) || use ? 'optional' : 'none';
}
