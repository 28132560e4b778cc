import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName } from '../../../repository/paths.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { moduleName } from '../imports.ts';
import { callsOf, draft, evidenceAt, projectName, scriptOf, type Project } from './context.ts';
import { startedBy } from './instructions.ts';
import { listenedPort, writtenPort } from './ports.ts';

/** A library with which one script is an application with pages of its own. */
interface PageLibrary {
  readonly name: string;
  readonly module: string;
  readonly port: number;
  readonly health: string;
  /** Calls and decorators that make a file an application rather than a module of one. */
  readonly uses: RegExp;
  start(script: string): string;
}

export const pageLibraries: readonly PageLibrary[] = [
  {
    name: 'Streamlit',
    module: 'streamlit',
    port: 8501,
    health: '/_stcore/health',
    uses: /^(title|set_page_config|header|write|sidebar|chat_input|markdown|file_uploader|text_input|button|image|chat_message|subheader|radio|selectbox|navigation)$/,
    start: (script) => `streamlit run ${script} --server.port $PORT --server.address 0.0.0.0 --server.headless true`,
  },
  {
    name: 'Gradio',
    module: 'gradio',
    port: 7860,
    health: '/',
    uses: /^launch$/,
    start: (script) => `GRADIO_SERVER_NAME=0.0.0.0 GRADIO_SERVER_PORT=$PORT python ${script}`,
  },
  {
    name: 'Chainlit',
    module: 'chainlit',
    port: 8000,
    health: '/',
    uses: /^(on_message|on_chat_start|Message)$/,
    start: (script) => `chainlit run ${script} --host 0.0.0.0 --port $PORT --headless`,
  },
  {
    name: 'Panel',
    module: 'panel',
    port: 5006,
    health: '/',
    uses: /^(servable|serve)$/,
    start: (script) => `panel serve ${script} --port $PORT --address 0.0.0.0`,
  },
  { name: 'NiceGUI', module: 'nicegui', port: 8080, health: '/', uses: /^run$/, start: (script) => `python ${script}` },
  {
    name: 'Shiny',
    module: 'shiny',
    port: 8000,
    health: '/',
    uses: /^App$/,
    start: (script) => `shiny run ${script} --host 0.0.0.0 --port $PORT`,
  },
  { name: 'Mesop', module: 'mesop', port: 32123, health: '/', uses: /^page$/, start: (script) => `mesop ${script} --port $PORT` },
  {
    name: 'Solara',
    module: 'solara',
    port: 8765,
    health: '/',
    uses: /^(component|lab)$/,
    start: (script) => `solara run ${script} --host 0.0.0.0 --port $PORT`,
  },
  { name: 'Taipy', module: 'taipy', port: 5000, health: '/', uses: /^(Gui|run)$/, start: (script) => `python ${script}` },
  {
    name: 'Marimo',
    module: 'marimo',
    port: 2718,
    health: '/health',
    uses: /^App$/,
    start: (script) => `marimo run ${script} --host 0.0.0.0 --port $PORT --headless`,
  },
];

/** Calls that put pages into a web application: that application is the service. */
const mounting = new Set([
  'gradio.mount_gradio_app',
  'gradio.routes.mount_gradio_app',
  'nicegui.ui.run_with',
  'chainlit.utils.mount_chainlit',
]);

export function pageServices(project: Project): ServiceDraft[] {
  const mounted = new Set(callsOf(project, mounting).map(({ canonical }) => canonical.split('.')[0]));
  const imported = importedModules(project);
  const named = filesNamedAsPages(project);
  return pageLibraries
    .filter((library) => !mounted.has(library.module))
    .flatMap((library) => {
      const pages = project.modules.filter(
        (module) =>
          imports(module, library.module) &&
          !/(^|\/)(pages|components|views)\//.test(module.path) &&
          !imported.has(moduleName(module.path, project.component.path)) &&
          !named.has(baseName(module.path)) &&
          uses(project, module, library),
      );
      const started = pages.filter((module) => startedBy(project).has(module));
      if (started.length) return started.map((module, _at, all) => page(project, module, all.length === 1, library));
      const shallow = Math.min(...pages.map((module) => module.path.split('/').length));
      return pages
        .filter((module) => module.path.split('/').length === shallow)
        .map((module, _at, all) => page(project, module, all.length === 1, library));
    });
}

function page(project: Project, module: Module, alone: boolean, library: PageLibrary): ServiceDraft {
  const file = baseName(module.path);
  const name = alone ? projectName(project, 'web') : file.replace(/\.(py|ipynb)$/, '');
  const port = listenedPort(project, [module]) ?? writtenPort(project, alone ? [library.name, file] : [file, name]) ?? library.port;
  return draft(project, {
    name,
    kind: 'web',
    framework: library.name,
    start: library.start(scriptOf(project, module)),
    port,
    health: library.health,
    entries: alone ? [] : [module.path],
    evidence: [evidenceAt(module, 1, `${library.name} application`, 0.95)],
  });
}

const imports = (module: Module, name: string): boolean =>
  module.imports.some((fact) => fact.module === name || fact.module.startsWith(`${name}.`));

function uses(project: Project, module: Module, library: PageLibrary): boolean {
  const called = [...indexOf(module).calls].some(
    ([name, calls]) => library.uses.test(name) && calls.some(({ call }) => startsAt(call.callee, library.module, module, project)),
  );
  return (
    called ||
    module.functions.some((fact) =>
      fact.decorators.some((each) => {
        const callee = each.kind === 'call' ? each.callee : each;
        return callee.kind === 'member' && library.uses.test(callee.name) && startsAt(callee, library.module, module, project);
      }),
    )
  );
}

/** Whether a member chain begins at the library: `st.sidebar.title`, or at an object of it. */
function startsAt(expression: Expression, library: string, module: Module, project: Project): boolean {
  const canonical = project.repository.canonicalName(expression, module, -1);
  if (expression.kind === 'name') return canonical?.startsWith(`${library}.`) ?? false;
  return (
    expression.kind === 'member' &&
    (canonical === null ||
      canonical.startsWith(`${library}.`) ||
      !canonical.includes('.') ||
      !module.imports.some((fact) => canonical.startsWith(`${fact.module}.`)))
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

/** `st.Page("orders.py")`, `st.switch_page("orders.py")`: files that are pages of another. */
function filesNamedAsPages(project: Project): Set<string> {
  const files = new Set<string>();
  for (const module of project.modules) {
    for (const name of ['Page', 'switch_page', 'page_link']) {
      for (const { call } of indexOf(module).calls.get(name) ?? []) {
        const [first] = call.args;
        if (first?.kind === 'literal' && typeof first.value === 'string' && baseName(first.value) !== baseName(module.path))
          files.add(baseName(first.value));
      }
    }
  }
  return files;
}
