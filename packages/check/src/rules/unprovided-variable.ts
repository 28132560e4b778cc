import type { Service, Variable } from '@groundwork/blueprint';
import type { Report, Rule, Whole } from '../rule.ts';

export const unprovidedVariable: Rule = {
  id: 'unprovided-variable',
  title: 'Variable that nothing provides',
  severity: 'error',
  help: `The code needs an environment variable to work, and nothing in the repository says where its value comes from: no manifest
(\`.env.example\`, compose, Kubernetes, ...) names it, no resource or service can be bound to it, and it cannot be made up.
A deployment made from what is in the repository starts without it and fails where it is read.

Name it in \`.env.example\` or in the manifest that deploys the service, give the code a default, or give the value once with
\`gw secrets set NAME\`.`,
  *inRepository(whole) {
    const listed = namesListed(whole);
    for (const service of whole.blueprint.services) {
      const reads = whole.services.get(service.name)?.variables;
      for (const variable of service.env) {
        // Code that copes in one place takes it for something that may be left out.
        const copes = reads?.get(variable.name)?.some((read) => !read.required) ?? false;
        if (isUnprovided(variable, listed) && !copes) yield* report(service, variable, whole);
      }
    }
  },
};

const isUnprovided = ({ name, required, source, binding, default: fallback }: Variable, listed: ReadonlySet<string>): boolean =>
  required && source === 'ask' && binding === undefined && fallback === null && !listed.has(name);

/** Names that some manifest lists, with a value or to be filled in: whoever deploys is told of them. */
function namesListed({ repository, decisions }: Whole): ReadonlySet<string> {
  const names = new Set<string>();
  for (const declaration of repository.declarations.values()) {
    for (const { name } of declaration.variables) names.add(name);
    for (const { variables } of declaration.services) for (const { name } of variables) names.add(name);
  }
  for (const { env = {} } of Object.values(decisions.services ?? {})) for (const name of Object.keys(env)) names.add(name);
  return names;
}

function* report(service: Service, { name, secret, evidence }: Variable, whole: Whole): Iterable<Report> {
  const [first, ...others] = evidence;
  const file = first && whole.file(first.file);
  if (!first || !file) return;
  const also = others.map((each) => `${each.file}:${each.line}`);
  const give = secret ? `\`gw secrets set ${name}\`` : `\`env\` of ${service.name} in groundwork.yaml, or \`gw secrets set ${name}\``;
  yield {
    file: file.path,
    range: file.rangeOnLine(first.line, name),
    service: service.name,
    message: `${service.name} needs ${name}, and nothing provides it: deployed from what is in the repository, it fails where it reads it.`,
    more: [`${first.why}.`, ...(also.length ? [`Also read in ${also.join(', ')}.`] : []), `Give it with ${give}.`].join(' '),
  };
}
