import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName, folderOf } from '../../../repository/paths.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { moduleName } from '../imports.ts';
import { callsOf, draft, evidenceAt, projectName, type Project } from './context.ts';
import { listenedPort, writtenPort } from './ports.ts';
import { scriptOf } from './workers.ts';

/** Servers of models that are told by a base class or a decorator rather than by an application object. */
interface ModelServer {
  readonly name: string;
  /** Canonical base classes. */
  readonly bases?: readonly string[];
  /** Canonical decorators of a class or function. */
  readonly decorators?: readonly string[];
  readonly port: number | null;
  start(module: string, name: string, project: Project): string;
}

const modelServers: readonly ModelServer[] = [
  { name: 'BentoML', decorators: ['bentoml.service'], port: 3000, start: (module, name) => `bentoml serve ${module}:${name} --port $PORT` },
  {
    name: 'Cog',
    bases: ['cog.BasePredictor', 'cog.Predictor', 'cog.BaseRunner'],
    port: 5000,
    start: () => 'python -m cog.server.http --host 0.0.0.0',
  },
  { name: 'Ray Serve', decorators: ['ray.serve.deployment'], port: 8000, start: (module, _name) => `serve run ${module}:app` },
  {
    name: 'Label Studio ML',
    bases: ['label_studio_ml.model.LabelStudioMLBase', 'label_studio_ml.LabelStudioMLBase'],
    port: 9090,
    start: (_module, _name, project) =>
      project.repository.filesIn(project.component.path).some((path) => baseName(path) === '_wsgi.py')
        ? 'gunicorn --preload --bind 0.0.0.0:$PORT --timeout 0 _wsgi:app'
        : 'label-studio-ml start . --port $PORT',
  },
  {
    name: 'LitServe',
    bases: ['litserve.LitAPI', 'litserve.api.LitAPI'],
    port: 8000,
    start: (_module, _name, project) =>
      `python ${project.modules.filter((module) => indexOf(module).calls.has('LitServer')).map((module) => scriptOf(project, module))[0] ?? 'server.py'}`,
  },
  { name: 'MLServer', bases: ['mlserver.MLModel', 'mlserver.model.MLModel'], port: 8080, start: () => 'mlserver start .' },
  {
    name: 'Triton',
    bases: ['triton_python_backend_utils.TritonPythonModel'],
    port: 8000,
    start: () => 'tritonserver --model-repository .',
  },
];

export function modelServices(project: Project): ServiceDraft[] {
  const found: ServiceDraft[] = [];
  for (const server of modelServers) {
    const made = project.modules.flatMap((module) => declared(project, module, server).map((each) => ({ ...each, module })));
    // Services that depend on each other are one process tree; the one that uses the others is named.
    const main = made.toSorted((a, b) => Number(b.composes) - Number(a.composes))[0];
    if (!main) continue;
    const start = server.start(moduleName(main.module.path, project.component.path), main.name, project);
    const port = listenedPort(project, [main.module]) ?? server.port;
    found.push(
      draft(project, {
        name: projectName(project, 'model'),
        kind: 'inference',
        framework: server.name,
        start,
        port,
        health:
          server.name === 'BentoML'
            ? '/healthz'
            : server.name === 'Cog'
              ? '/health-check'
              : server.name === 'Label Studio ML'
                ? '/health'
                : null,
        evidence: [evidenceAt(main.module, main.line, `${server.name} ${main.name}`, 0.97)],
      }),
    );
    break;
  }
  return found.length ? found : truss(project);
}

function declared(project: Project, module: Module, server: ModelServer): { name: string; line: number; composes: boolean }[] {
  const canonical = (expression: Expression): string | null =>
    project.repository.canonicalName(expression.kind === 'call' ? expression.callee : expression, module, -1);
  const classes = module.classes.filter(
    (fact) =>
      fact.bases.some((base) => server.bases?.includes(canonical(base) ?? '')) ||
      fact.decorators.some((decorator) => server.decorators?.includes(canonical(decorator) ?? '')),
  );
  const functions = module.functions.filter(
    (fact) => fact.className === null && fact.decorators.some((decorator) => server.decorators?.includes(canonical(decorator) ?? '')),
  );
  return [
    ...classes.map((fact) => ({
      name: fact.name,
      line: fact.line,
      composes: fact.fields.some(
        (field) => field.value?.kind === 'call' && 'name' in field.value.callee && field.value.callee.name === 'depends',
      ),
    })),
    ...functions.map((fact) => ({ name: fact.name, line: fact.line, composes: false })),
  ];
}

/** Truss: `model/model.py` with a class `Model` that loads and predicts. */
function truss(project: Project): ServiceDraft[] {
  const module =
    project.repository.modules.get(project.component.path === '.' ? 'model/model.py' : `${project.component.path}/model/model.py`) ??
    (baseName(project.component.path) === 'model' ? project.repository.modules.get(`${project.component.path}/model.py`) : undefined);
  const fact = module?.classes.find((each) => each.name === 'Model');
  const methods = new Set(module?.functions.filter((each) => each.className === 'Model').map((each) => each.name));
  if (!module || !fact || !methods.has('predict')) return [];
  const path = baseName(project.component.path) === 'model' ? folderOf(project.component.path) : project.component.path;
  return [
    draft(project, {
      name: 'model',
      path,
      kind: 'inference',
      framework: 'Truss',
      start: 'truss run-python model/model.py',
      port: null,
      evidence: [evidenceAt(module, fact.line, 'Truss model with load and predict', 0.9)],
    }),
  ];
}

interface PageLibrary {
  readonly name: string;
  readonly module: string;
  readonly port: number;
  /** Calls that make a file an application rather than a module of one. */
  readonly calls: RegExp;
  start(script: string): string;
}

/** Scripts that are an application by themselves. */
const pageLibraries: readonly PageLibrary[] = [
  {
    name: 'Streamlit',
    module: 'streamlit',
    port: 8501,
    calls:
      /^(title|set_page_config|header|write|sidebar|chat_input|markdown|file_uploader|text_input|button|image|chat_message|subheader|radio|selectbox)$/,
    start: (script) => `streamlit run ${script} --server.port $PORT --server.address 0.0.0.0 --server.headless true`,
  },
  {
    name: 'Gradio',
    module: 'gradio',
    port: 7860,
    calls: /^(launch)$/,
    start: (script) => `GRADIO_SERVER_NAME=0.0.0.0 GRADIO_SERVER_PORT=$PORT python ${script}`,
  },
  {
    name: 'Chainlit',
    module: 'chainlit',
    port: 8000,
    calls: /^(on_message|on_chat_start|Message)$/,
    start: (script) => `chainlit run ${script} --host 0.0.0.0 --port $PORT --headless`,
  },
  {
    name: 'Panel',
    module: 'panel',
    port: 5006,
    calls: /^(servable|serve)$/,
    start: (script) => `panel serve ${script} --port $PORT --address 0.0.0.0`,
  },
  { name: 'NiceGUI', module: 'nicegui', port: 8080, calls: /^(run)$/, start: (script) => `python ${script}` },
];

export function pageServices(project: Project): ServiceDraft[] {
  return pageLibraries.flatMap((library) => {
    const imported = importedModules(project);
    const pages = project.modules.filter((module) => {
      if (!module.imports.some((fact) => fact.module === library.module || fact.module.startsWith(`${library.module}.`))) return false;
      if (/(^|\/)(pages|components|views)\//.test(module.path) || imported.has(moduleName(module.path, project.component.path)))
        return false;
      return [...indexOf(module).calls].some(
        ([name, calls]) =>
          library.calls.test(name) &&
          calls.some(({ call }) => (call.callee.kind === 'member' ? startsAt(call.callee, library.module, module, project) : false)),
      );
    });
    const shallow = Math.min(...pages.map((module) => module.path.split('/').length));
    return pages
      .filter((module) => module.path.split('/').length === shallow)
      .map((module, _at, all) => {
        const script = scriptOf(project, module);
        const name = all.length === 1 ? projectName(project, 'web') : baseName(module.path).replace(/\.py$/, '');
        const port =
          listenedPort(project, [module]) ??
          writtenPort(project, all.length === 1 ? [library.name] : [baseName(module.path), name]) ??
          library.port;
        return draft(project, {
          name,
          kind: 'web',
          framework: library.name,
          start: library.start(script),
          port,
          health: library.name === 'Streamlit' ? '/_stcore/health' : '/',
          entries: all.length === 1 ? [] : [module.path],
          evidence: [evidenceAt(module, 1, `${library.name} application`, 0.95)],
        });
      });
  });
}

/** Whether a member chain begins at the library: `st.sidebar.title`, or at an object of it. */
function startsAt(expression: Expression, library: string, module: Module, project: Project): boolean {
  const canonical = project.repository.canonicalName(expression, module, -1);
  return (
    canonical === null ||
    canonical.startsWith(`${library}.`) ||
    !canonical.includes('.') ||
    !module.imports.some((fact) => canonical.startsWith(`${fact.module}.`))
  );
}

/** Modules that another module imports: parts of an application, no applications. */
function importedModules(project: Project): Set<string> {
  const names = new Set<string>();
  for (const module of project.modules) {
    for (const fact of module.imports) {
      names.add(fact.module.replace(/^\.+/, ''));
      if (fact.name) names.add(`${fact.module.replace(/^\.+/, '')}.${fact.name}`.replace(/^\./, ''));
    }
  }
  return names;
}

/** Calls that bring a trained model into memory. */
const loaders = new Set([
  'joblib.load',
  'pickle.load',
  'pickle.loads',
  'cloudpickle.load',
  'torch.load',
  'torch.jit.load',
  'whisper.load_model',
  'faster_whisper.WhisperModel',
  'whisperx.load_model',
  'ultralytics.YOLO',
  'onnxruntime.InferenceSession',
  'tensorflow.keras.models.load_model',
  'keras.models.load_model',
  'tensorflow.saved_model.load',
  'mlflow.pyfunc.load_model',
  'mlflow.sklearn.load_model',
  'transformers.pipeline',
  'transformers.AutoModelForCausalLM.from_pretrained',
  'transformers.AutoModelForSequenceClassification.from_pretrained',
  'transformers.AutoModel.from_pretrained',
  'diffusers.DiffusionPipeline.from_pretrained',
  'diffusers.StableDiffusionPipeline.from_pretrained',
  'xgboost.Booster',
  'lightgbm.Booster',
  'catboost.CatBoostClassifier',
  'vllm.LLM',
  'vllm.AsyncLLMEngine.from_engine_args',
  'llama_cpp.Llama',
  'easyocr.Reader',
  'paddleocr.PaddleOCR',
  'spacy.load',
  'fasttext.load_model',
  'skops.io.load',
  'autogluon.tabular.TabularPredictor.load',
]);

/** Whether the project loads a trained model by itself: its web server then serves inference. */
export const loadsModel = (project: Project): boolean => callsOf(project, loaders).length > 0;
