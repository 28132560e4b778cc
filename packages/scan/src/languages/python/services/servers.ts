import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName } from '../../../repository/paths.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { moduleName } from '../imports.ts';
import { draft, evidenceAt, projectName, scriptOf, type Project } from './context.ts';
import { listenedPort } from './ports.ts';

/** Servers of models that are told by a base class, a decorator or a parameter rather than by an application object. */
interface ModelServer {
  readonly name: string;
  /** Canonical base classes. */
  readonly bases?: readonly string[];
  /** Canonical decorators of a class or function. */
  readonly decorators?: readonly string[];
  /** Canonical calls that are the default of a function's parameter. */
  readonly parameters?: readonly string[];
  /** Canonical calls whose result is kept under a name of the module. */
  readonly objects?: readonly string[];
  readonly port: number | null;
  readonly health: string | null;
  start(made: Made, project: Project): string;
}

/** A class, function or object that is served. */
interface Made {
  readonly module: Module;
  /** As Python imports it. */
  readonly dotted: string;
  readonly name: string;
  readonly line: number;
  /** It is put together from others of its kind. */
  readonly composes: boolean;
}

export const modelServers: readonly ModelServer[] = [
  {
    name: 'BentoML',
    decorators: ['bentoml.service'],
    objects: ['bentoml.Service', 'bentoml.legacy.Service'],
    port: 3000,
    health: '/healthz',
    start: ({ dotted, name }) => `bentoml serve ${dotted}:${name} --port $PORT`,
  },
  {
    name: 'Cog',
    bases: ['cog.BasePredictor', 'cog.Predictor', 'cog.BaseRunner'],
    parameters: ['cog.Input'],
    port: 5000,
    health: '/health-check',
    start: () => 'python -m cog.server.http --host 0.0.0.0',
  },
  {
    name: 'Ray Serve',
    decorators: ['ray.serve.deployment'],
    port: 8000,
    health: '/-/healthz',
    start: ({ module, dotted }, project) => `serve run ${dotted}:${boundApplication(module, project) ?? 'app'}`,
  },
  {
    name: 'Label Studio ML',
    bases: ['label_studio_ml.model.LabelStudioMLBase', 'label_studio_ml.LabelStudioMLBase'],
    port: 9090,
    health: '/health',
    start: (_made, project) =>
      project.repository.filesIn(project.component.path).some((path) => baseName(path) === '_wsgi.py')
        ? 'gunicorn --preload --bind 0.0.0.0:$PORT --timeout 0 _wsgi:app'
        : 'label-studio-ml start . --port $PORT',
  },
  {
    name: 'LitServe',
    bases: ['litserve.LitAPI', 'litserve.api.LitAPI'],
    port: 8000,
    health: '/health',
    start: ({ module }, project) =>
      `python ${scriptOf(project, project.modules.find((each) => indexOf(each).calls.has('LitServer')) ?? module)}`,
  },
  {
    name: 'MLServer',
    bases: ['mlserver.MLModel', 'mlserver.model.MLModel'],
    port: 8080,
    health: '/v2/health/ready',
    start: () => 'mlserver start .',
  },
  {
    name: 'KServe',
    bases: ['kserve.Model', 'kserve.model.Model', 'kfserving.KFModel'],
    port: 8080,
    health: '/',
    start: ({ module }, project) => `python ${scriptOf(project, module)}`,
  },
  {
    name: 'TorchServe',
    bases: [
      'ts.torch_handler.base_handler.BaseHandler',
      'ts.torch_handler.image_classifier.ImageClassifier',
      'ts.torch_handler.text_classifier.TextClassifier',
      'ts.torch_handler.vision_handler.VisionHandler',
    ],
    port: 8080,
    health: '/ping',
    start: () => 'torchserve --start --foreground --model-store model-store --models all',
  },
  {
    name: 'Triton',
    bases: ['triton_python_backend_utils.TritonPythonModel'],
    port: 8000,
    health: '/v2/health/ready',
    start: () => 'tritonserver --model-repository .',
  },
  {
    name: 'Jina',
    bases: ['jina.Executor', 'jina.serve.executors.Executor'],
    port: 54321,
    health: null,
    start: ({ module }, project) => `python ${scriptOf(project, module)}`,
  },
  {
    name: 'Potassium',
    objects: ['potassium.Potassium'],
    port: 8000,
    health: '/healthcheck',
    start: ({ module }, project) => `python ${scriptOf(project, module)}`,
  },
];

export function modelServices(project: Project): ServiceDraft[] {
  for (const server of modelServers) {
    const made = project.modules.flatMap((module) => declaredIn(project, module, server));
    // Services that depend on each other are one process tree; the one that uses the others is named.
    const main = made.toSorted((a, b) => Number(b.composes) - Number(a.composes))[0];
    if (!main) continue;
    return [
      draft(project, {
        name: projectName(project, 'model'),
        kind: 'inference',
        framework: server.name,
        start: server.start(main, project),
        port: listenedPort(project, [main.module]) ?? server.port,
        health: server.health,
        evidence: [evidenceAt(main.module, main.line, `${server.name} ${main.name}`, 0.97)],
      }),
    ];
  }
  return [];
}

function declaredIn(project: Project, module: Module, server: ModelServer): Made[] {
  const is = (names: readonly string[] | undefined, expression: Expression | null): boolean =>
    names !== undefined &&
    expression !== null &&
    names.includes(project.repository.canonicalName(expression.kind === 'call' ? expression.callee : expression, module, -1) ?? '');
  const at = (name: string, line: number, composes = false): Made => ({
    module,
    dotted: moduleName(module.path, project.component.path),
    name,
    line,
    composes,
  });
  const classes = module.classes.filter(
    (fact) => fact.bases.some((base) => is(server.bases, base)) || fact.decorators.some((each) => is(server.decorators, each)),
  );
  const functions = module.functions.filter(
    (fact) =>
      fact.className === null &&
      fact.name !== 'train' &&
      (fact.decorators.some((each) => is(server.decorators, each)) ||
        fact.parameters.some((parameter) => parameter.fallback?.kind === 'call' && is(server.parameters, parameter.fallback))),
  );
  const objects = server.objects
    ? module.assignments.filter(
        (each) => each.scope === -1 && each.target.length === 1 && each.value.kind === 'call' && is(server.objects, each.value),
      )
    : [];
  return [
    ...classes.map((fact) =>
      at(
        fact.name,
        fact.line,
        fact.fields.some((field) => field.value?.kind === 'call' && calledName(field.value) === 'depends'),
      ),
    ),
    ...functions.map((fact) => at(fact.name, fact.line)),
    ...objects.map((each) => at(each.target[0] ?? 'svc', each.line)),
  ];
}

const calledName = (expression: Expression): string =>
  expression.kind === 'call' && (expression.callee.kind === 'name' || expression.callee.kind === 'member') ? expression.callee.name : '';

/** Ray Serve's `app = Deployment.bind(…)`. */
function boundApplication(module: Module, project: Project): string | null {
  for (const each of [module, ...project.modules]) {
    const bound = each.assignments.find(
      (assignment) => assignment.scope === -1 && assignment.target.length === 1 && calledName(assignment.value) === 'bind',
    );
    if (bound && each === module) return bound.target[0] ?? null;
  }
  return null;
}
