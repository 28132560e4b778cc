import { libraries } from '../../../catalog/index.ts';
import { constantsOf } from '../../../evaluate/value.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { visit, type Call, type Expression } from '../../../syntax/expression.ts';
import type { Module, PlacedCall } from '../../../syntax/module.ts';
import type { Project } from './context.ts';

const rank = { none: 0, optional: 1, required: 2 } as const;
type Gpu = keyof typeof rank;

const highest = (all: readonly Gpu[]): Gpu => all.reduce<Gpu>((a, b) => (rank[b] > rank[a] ? b : a), 'none');

const byPackage = new Map(
  libraries
    .filter((library) => library.language === 'python' && library.gpu)
    .flatMap((library) => library.packages.map((name): [string, Gpu] => [name.toLowerCase(), library.gpu ?? 'none'])),
);

/** Required when the code moves to a GPU without asking; optional when it asks whether there is one, or may be told to use one. */
export function gpuOf(project: Project): Gpu {
  const dependencies = [...project.component.dependencies.values()].filter((each) => !each.development && !each.optional);
  const installed = highest(dependencies.map((each) => byPackage.get(each.name) ?? 'none'));
  if (installed === 'required') return 'required';
  const code = highest(project.modules.filter((module) => !module.path.endsWith('.ipynb')).map((module) => usedIn(module, project)));
  if (code === 'required') return 'required';
  // A wheel built for CUDA still runs without where the code asks first.
  const wheels = dependencies.some((each) => /\+cu\d+/.test(each.version ?? ''));
  return wheels && code === 'none' ? 'required' : highest([installed, code]);
}

const usage = new WeakMap<Module, Gpu>();

function usedIn(module: Module, project: Project): Gpu {
  const known = usage.get(module);
  if (known) return known;
  const found = highest([...callsIn(module), ...assignedIn(module, project)]);
  usage.set(module, found);
  return found;
}

/** Names under which code says where tensors and models go. */
const deviceName = /(^|_)device(_map|_type|_name)?$|^accelerator$/i;

const isCuda = (value: unknown): boolean => typeof value === 'string' && /^(cuda(:\d+)?|nvidia)$/.test(value);

/** `device = "cuda"`, also as a field, as the default of a variable, or as one side of a condition. */
function assignedIn(module: Module, project: Project): Gpu[] {
  const fields = module.classes.flatMap((fact) =>
    fact.fields.flatMap((field) => (field.value ? [{ name: field.name, value: field.value, guards: [], scope: -1 }] : [])),
  );
  const assignments = module.assignments.map((each) => ({ ...each, name: each.target.at(-1) ?? '' }));
  return [...assignments, ...fields].flatMap(({ name, value, guards, scope }): Gpu[] => {
    if (!deviceName.test(name)) return [];
    const sure: Gpu = guards.some(asksForDevice) ? 'optional' : 'required';
    if (value.kind === 'literal') return isCuda(value.value) ? [sure] : [];
    if (value.kind !== 'call') return mentionsCuda(value) ? ['optional'] : [];
    const [first] = constantsOf(project.repository.valueOf(value, module, scope));
    return isCuda(first) && value.args.every((each) => each.kind === 'literal') ? [sure] : [];
  });
}

function callsIn(module: Module): Gpu[] {
  const found: Gpu[] = [];
  for (const [name, calls] of indexOf(module).calls) for (const placed of calls) found.push(ofCall(name, placed, module));
  return found;
}

/** Questions whether there is a GPU; what follows copes with either answer. */
const questions = new Set(['is_available', 'device_count', 'get_available_device', 'list_physical_devices', 'is_gpu_available']);

/** Members of `torch.cuda` that fail where there is none. */
const cudaOnly = new Set(['get_device_properties', 'get_device_name', 'set_device', 'Stream', 'mem_get_info', 'current_device']);

/** Calls that need a GPU whatever they are told. */
const gpuOnly = new Set(['enable_model_cpu_offload', 'enable_sequential_cpu_offload', 'enable_xformers_memory_efficient_attention']);

/** Calls that mention a device without going to it. */
const harmless = new Set([
  'autocast',
  'GradScaler',
  'startswith',
  'print',
  'info',
  'debug',
  'warning',
  'add_argument',
  'Option',
  'Argument',
  'Field',
  'option',
]);

function ofCall(name: string, { call, guards }: PlacedCall, module: Module): Gpu {
  const object = call.callee.kind === 'member' ? dotted(call.callee.object) : '';
  if (questions.has(name)) return /cuda|mps|gpu|config|accelerat|tf|torch/.test(object) || /gpu|device/.test(name) ? 'optional' : 'none';
  const sure: Gpu = guards.some(asksForDevice) ? 'optional' : 'required';
  if (gpuOnly.has(name) || (name === 'cuda' && call.callee.kind === 'member' && call.args.length === 0)) return sure;
  if (cudaOnly.has(name) && /(^|\.)cuda$/.test(object)) return sure;
  // `if not torch.cuda.is_available(): raise ...`
  if (/(Error|Exception)$/.test(name) && guards.some((guard) => guard.kind === 'not' && /cuda|gpu/.test(JSON.stringify(guard.operand))))
    return 'required';
  if (harmless.has(name)) return offeredDefault(call);
  return highest([
    ...call.args.map((each): Gpu => (each.kind === 'literal' && isCuda(each.value) ? sure : 'none')),
    ...Object.entries(call.named).map(([key, value]) => toldBy(key, value, sure, module)),
  ]);
}

/** `add_argument("--device", default="cuda")`: as shipped it goes there. */
function offeredDefault(call: Call): Gpu {
  const { default: fallback } = call.named;
  return fallback?.kind === 'literal' && isCuda(fallback.value) ? 'required' : 'none';
}

/** One keyword argument that says where something runs or what it needs. */
function toldBy(key: string, value: Expression, sure: Gpu, module: Module): Gpu {
  if (deviceName.test(key)) {
    if (value.kind !== 'literal') return mentionsCuda(value) ? 'optional' : 'none';
    if (isCuda(value.value) || value.value === 'gpu') return sure;
    // Transformers takes the number of a GPU; `auto` takes one where there is one.
    return value.value === 'auto' && key !== 'device_type'
      ? 'optional'
      : key === 'device' && typeof value.value === 'number' && value.value >= 0 && usesTransformers(module)
        ? sure
        : 'none';
  }
  if (/^(load_in_[48]bit|fp16)$/.test(key)) return value.kind === 'literal' && value.value === true ? sure : 'none';
  if (/^(gpu|use_gpu|use_cuda)$/.test(key)) return wanted(value, sure);
  if (/^(gpus|num_gpus|n_gpus|gpu_count|tensor_parallel_size)$/.test(key)) return wanted(value, sure);
  if (/^(resources|ray_actor_options|resources_per_worker|resources_per_trial)$/.test(key) && value.kind === 'object')
    return highest(
      value.entries.map((entry) => (/^(gpus?|gpu_type|num_gpus)$/i.test(entry.key ?? '') ? wanted(entry.value, sure) : 'none')),
    );
  if (key === 'providers' && value.kind === 'list') {
    const named = value.items.flatMap((each) => (each.kind === 'literal' ? [String(each.value)] : []));
    if (!named.some((each) => /^(CUDA|Tensorrt)ExecutionProvider$/.test(each))) return 'none';
    return named.includes('CPUExecutionProvider') ? 'optional' : sure;
  }
  return 'none';
}

/** A number or kind of GPUs asked for; where it is computed, there may be none. */
function wanted(value: Expression, sure: Gpu): Gpu {
  if (value.kind === 'literal') return value.value ? sure : 'none';
  return value.kind === 'list' && value.items.length === 0 ? 'none' : 'optional';
}

const usesTransformers = (module: Module): boolean =>
  module.imports.some((fact) => /^(transformers|sentence_transformers)(\.|$)/.test(fact.module));

/** Whether an expression somewhere names CUDA: the side of a condition, the fallback of a setting. */
function mentionsCuda(expression: Expression): boolean {
  let found = false;
  visit(expression, (each) => {
    if (each.kind === 'literal' && isCuda(each.value)) found = true;
  });
  return found;
}

/** Whether a condition has to do with the device: what it guards is not done unasked. */
function asksForDevice(guard: Expression): boolean {
  let found = false;
  visit(guard, (each) => {
    if ((each.kind === 'name' || each.kind === 'member') && /cuda|gpu|cpu|device|mps/i.test(each.name)) found = true;
  });
  return found;
}

const dotted = (expression: Expression): string =>
  expression.kind === 'member' ? `${dotted(expression.object)}.${expression.name}` : expression.kind === 'name' ? expression.name : '';
