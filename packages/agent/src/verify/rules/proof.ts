import { isTest } from '@groundwork/scan';
import { posix } from 'node:path';

/** What a file is for those who test: what is proved by, and so is not changed by who is to prove something. */
export type ProofKind = 'test' | 'runner' | 'ci' | 'shim';

interface ProofRule {
  readonly kind: ProofKind;
  readonly path: RegExp;
  readonly why: string;
}

/** Names that Python, Node and their runners look for by themselves. The first that fits is taken. */
const rules: readonly ProofRule[] = [
  // https://docs.python.org/3/library/site.html: imported by every Python that starts.
  { kind: 'shim', path: /(^|\/)(site|user)customize(\.py|\/__init__\.py)$|\.pth$|\.egg-link$/, why: 'Every Python that starts runs it' },
  {
    kind: 'shim',
    path: /(^|\/)(pytest|_pytest|py\.test|unittest|nose2?|tox|nox|coverage|pluggy|hypothesis|doctest)(\.pyi?|\/__init__\.py)$/,
    why: 'It stands in the place of a test runner',
  },
  {
    kind: 'shim',
    path: /(^|\/)(node_modules\/|\.bin\/|\.?venv\/|env\/bin\/|bin\/(python[\d.]*|node|npm|npx|pytest|py\.test|jest|vitest|mocha|go|cargo|make|sh|bash)$)/,
    why: 'It stands in the place of a program',
  },
  {
    kind: 'test',
    path: /(^|\/)(__snapshots__|__image_snapshots__|cassettes)\/|\.(snap|ambr|approved\.\w+)$/,
    why: 'It is what a test compares with',
  },
  {
    kind: 'runner',
    path: /(^|\/)(conftest\.py|pytest\.(ini|toml)|\.pytest\.ini|tox\.(ini|toml)|noxfile\.py|\.coveragerc|\.testr?\.conf|unittest\.cfg|nose2?\.cfg|\.noserc)$/,
    why: 'It decides which tests are run, and how',
  },
  {
    kind: 'runner',
    path: /(^|\/)(jest|vitest|vite|mocha|karma|ava|playwright|cypress|wdio|babel|nyc|c8)\.(config|conf|setup|preset|workspace)\.[\w.]+$|(^|\/)(jest|vitest|test)[-.]?setup\.[\w.]+$|(^|\/)(setup[-.]?tests?|\.mocharc(\.\w+)?|\.babelrc(\.\w+)?|\.nycrc(\.\w+)?|\.taprc|\.swcrc|bunfig\.toml)(\.[cm]?[jt]sx?)?$/i,
    why: 'It decides which tests are run, and how',
  },
  // `script-shell`, `node-options` and their like change what every script runs in.
  {
    kind: 'runner',
    path: /(^|\/)(\.npmrc|\.yarnrc(\.yml)?|\.pnpmfile\.c?js|pnpmfile\.c?js|\.envrc|\.node-options)$/,
    why: 'It changes how every script runs',
  },
  {
    kind: 'runner',
    path: /(^|\/)(\.cargo\/config(\.toml)?|phpunit(\.dist)?\.xml(\.dist)?|\.rspec|\.config\/nextest\.toml|gotestsum\.\w+)$/,
    why: 'It decides which tests are run, and how',
  },
  {
    kind: 'ci',
    path: /^(\.github\/(workflows|actions)\/|\.gitlab-ci\.yml$|\.gitlab\/ci\/|\.circleci\/|\.buildkite\/|\.travis\.yml$|azure-pipelines\.ya?ml$|Jenkinsfile$|\.ci\/|bitbucket-pipelines\.yml$|\.drone\.yml$|\.husky\/|\.pre-commit-config\.yaml$|lefthook\.ya?ml$)/,
    why: 'It decides what is checked before others get the change',
  },
];

const scripts = /(^|\/)((run[-_]?)?(tests?|checks?|verify|acceptance)([-_][\w-]+)?)(\.(sh|bash|py|m?js|cjs|ts))?$/;
const tools = /(^|\/)(GNUmakefile|[Mm]akefile|[Jj]ustfile|Taskfile\.ya?ml|Rakefile)$/;
const types = /(^|\/)(tsconfig(\.[\w-]+)?\.json|\.?mypy\.ini|pyrightconfig\.json|phpstan(\.dist)?\.neon(\.dist)?)$/;

/** The commands of a ticket, as far as they say which files hold its proof up. */
export interface Proof {
  readonly commands: readonly string[];
  readonly checksTypes: boolean;
}

/** What a file holds up of a proof, `null` where nothing. */
export function proofOf(path: string, proof: Proof): { readonly kind: ProofKind; readonly why: string } | null {
  const rule = rules.find((each) => each.path.test(path));
  if (rule) return rule;
  if (isTest(path)) return { kind: 'test', why: 'It is a test' };
  if (proof.checksTypes && types.test(path)) return { kind: 'runner', why: 'It decides how types are checked' };
  if (tools.test(path) && proof.commands.some((command) => /\b(make|just|task|rake)\b/.test(command)))
    return { kind: 'runner', why: 'The ticket is proved by its targets' };
  if (scripts.test(path) && proof.commands.some((command) => command.includes(posix.basename(path))))
    return { kind: 'runner', why: 'The ticket is proved by it' };
  return null;
}
