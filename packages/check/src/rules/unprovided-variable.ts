import type { Service, Variable } from '@groundwork/blueprint';
import { environmentSites, isSource, type Module, type PlacedModule } from '@groundwork/scan';
import { isForDevelopmentOnly } from '../knowledge/development.ts';
import { isReached } from '../knowledge/started.ts';
import { ancestorsOf } from '../syntax/ancestors.ts';
import type { Report, Rule, Whole } from '../rule.ts';

export const unprovidedVariable: Rule = {
  id: 'unprovided-variable',
  title: 'Variable that nothing provides',
  severity: 'error',
  help: `The code needs an environment variable to work, and nothing in the repository says where its value comes from: no manifest
(\`.env.example\`, compose, Kubernetes, ...), script or document names it, no resource or service can be bound to it, and it cannot be
made up. A deployment made from what is in the repository starts without it and fails where it is read.

Name it in \`.env.example\` or in the manifest that deploys the service, give the code a default, or give the value once with
\`gw secrets set NAME\`.`,
  async inRepository(whole) {
    const found: Report[] = [];
    for (const service of whole.blueprint.services) {
      const reads = whole.services.get(service.name)?.variables;
      for (const variable of service.env) {
        // Code that copes in one place takes it for something that may be left out.
        const copes = reads?.get(variable.name)?.some((read) => !read.required) ?? false;
        if (!isUnprovided(variable) || whole.given.has(variable.name) || copes || isNamed(variable.name, whole)) continue;
        const report = await reportFor(service, variable, whole);
        if (report) found.push(report);
      }
    }
    return found;
  },
};

/** Set by what starts several processes of one program, or by a cloud. */
const setByPlatform =
  /^(MASTER_(ADDR|PORT)|(LOCAL_|NODE_|GROUP_)?(RANK|WORLD_SIZE)|CUDA_VISIBLE_DEVICES|K_(SERVICE|REVISION)|KUBERNETES_\w+|AWS_(REGION|DEFAULT_REGION|LAMBDA_\w+|EXECUTION_ENV)|DYNO|VERCEL\w*|RENDER\w*|FLY_\w+|POD_\w+)$/;

const isUnprovided = ({ name, required, source, binding, default: fallback }: Variable): boolean =>
  !setByPlatform.test(name) && required && source === 'ask' && binding === undefined && fallback === null && /^[A-Za-z]\w{2,}$/.test(name);

/** Whether whoever deploys is told of it: by a manifest, a script, a document, a person's decisions. */
function isNamed(name: string, { repository, decisions, mentions, file }: Whole): boolean {
  if (Object.values(decisions.services ?? {}).some(({ env = {} }) => name in env)) return true;
  if (
    [...repository.declarations.values()].some(({ variables, services }) =>
      [...variables, ...services.flatMap((each) => each.variables)].some((each) => each.name === name),
    )
  )
    return true;
  const paths = mentions(name);
  if (paths.some((path) => !isSource(path))) return true;
  // The code sets it itself, for what it starts or calls.
  const set = new RegExp(
    `environ(\\[["']${name}["']\\]\\s*=[^=]|\\.setdefault\\(["']${name})|process\\.env\\.${name}\\s*=[^=]|["']?${name}["']?\\s*:\\s*\\S|Setenv\\("${name}"`,
  );
  return paths.some((path) => set.test(file(path)?.text ?? ''));
}

async function reportFor(service: Service, variable: Variable, whole: Whole): Promise<Report | null> {
  const { name, secret, evidence } = variable;
  const [first, ...others] = evidence;
  const file = first && whole.file(first.file);
  if (!first || !file || isForDevelopmentOnly(first.file)) return null;
  const placed = isSource(first.file) ? await whole.placed(first.file) : null;
  if (!placed || !failsAtStart(placed, first.line, variable, service, whole)) return null;
  // What running it showed may be the same place again.
  const places = new Set(others.map((each) => `${each.file}:${each.line}`));
  const also = [...places].filter((each) => each !== `${first.file}:${first.line}`);
  const give = secret ? `\`gw secrets set ${name}\`` : `\`env\` of ${service.name} in groundwork.yaml, or \`gw secrets set ${name}\``;
  return {
    file: file.path,
    range: file.rangeOnLine(first.line, name),
    service: service.name,
    message: `${service.name} needs ${name}, and nothing provides it: deployed from what is in the repository, it does not start.`,
    more: [`${first.why}.`, ...(also.length ? [`Also read in ${also.join(', ')}.`] : []), `Give it with ${give}.`].join(' '),
  };
}

/** Parts of a program that are there for those who want them. */
const oneOfMany =
  /(^|\/)(connectors?|providers?|retrievers?|plugins?|integrations?|backends?|drivers?|adapters?|extensions?|contrib|tools?|bin|commands?)\//;

/** Functions that run when the program starts. */
const starting = /^(main|init|start|bootstrap|run|create_?app|setup)$/i;

const optional = /^(try_statement|begin|rescue|conditional_expression|boolean_operator|if_statement|match_statement|switch_statement)$/;

/**
 * Whether a reading fails when the program starts. What fails later, in a function, may never run: code has parts for those who want
 * them, and nobody can tell from here.
 */
function failsAtStart(
  { module, root, text, placeOf }: PlacedModule,
  line: number,
  { name }: Variable,
  service: Service,
  whole: Whole,
): boolean {
  if (oneOfMany.test(module.path)) return false;
  const site = environmentSites(module).reads.find(({ expression }) => expression.line === line);
  if (!site) return isField(module, line, name);
  if (site.guards.length > 0 || !isReached(module, service, whole)) return false;
  const node = placeOf(site.expression);
  if (!node || ancestorsOf(node, root).some(({ type }) => optional.test(type))) return false;
  if (!text.slice(node.start, node.end).includes(name) && !isField(module, line, name)) return false;
  return site.scope < 0 || starting.test(module.functions[site.scope]?.name ?? '');
}

/** A field of a settings class, which is read when the class is made. */
const isField = (module: Module, line: number, name: string): boolean =>
  module.language === 'python' &&
  module.classes.some(({ fields }) =>
    fields.some((field) => field.line === line && field.value === null && name.toLowerCase().endsWith(field.name.toLowerCase())),
  );
