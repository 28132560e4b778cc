/** What the words of a ticket tell, as data. English, as most issues are; what none fits is only text. */

/** Wishes that no command can decide, with what would. */
export const unmeasurable: readonly { readonly word: RegExp; readonly instead: string }[] = [
  {
    word: /\b(faster|quicker|speed(?:ier)?(?: up)?|slow(?:ness)?|performan(?:ce|t)|optimi[sz]e[ds]?|more efficient|efficiently)\b/i,
    instead: 'a command that fails when it takes too long',
  },
  {
    word: /\b(better|improve[ds]?|improvements?|enhance[ds]?|nicer|cleaner|clean up|tidy|prettier|elegant(?:ly)?)\b/i,
    instead: 'what is seen when it is done',
  },
  {
    word: /\b(simpler|simplif(?:y|ied)|more readable|readability|maintainab(?:le|ility)|refactor(?:ed|ing)?|moderni[sz]e[ds]?)\b/i,
    instead: 'a limit that a linter checks',
  },
  {
    word: /\b(robust(?:ness)?|reliab(?:le|ility)|stable|stability|scalab(?:le|ility)|secure|more secure|user[- ]friendly|easier|intuitive)\b/i,
    instead: 'a case that fails today',
  },
];

/** A bound that can be checked stands in the same sentence: `under 200 ms`, `by 30 %`, `p95`. */
export const measured =
  /\b\d+(?:[.,]\d+)?\s*(?:%|percent|ms|milliseconds?|s\b|sec(?:onds?)?|min(?:utes?)?|[kmg]i?b\b|bytes?|requests?|queries|times|x\b|rows?|lines?)|\bp9\d\b|\bO\([^)]+\)/i;

/** What is to be made does not exist yet. */
export const making =
  /\b(add(?:s|ed|ing)?|creat(?:e[sd]?|ing)|introduc(?:e[sd]?|ing)|implement(?:s|ed|ing)?|new|writ(?:e|ten|ing)|provid(?:e[sd]?|ing)|support(?:s|ed|ing)?|expos(?:e[sd]?|ing)|renam(?:e[sd]?|ing)|to be made)\b/i;

/** What is to stay. */
export const staying =
  /\b(?:do(?:es)? not|don[’']t|must not|mustn[’']t|should not|shouldn[’']t|never|without)\s+(?:touch|chang|modif|edit|alter|break)\w*|\bleave\b.*\b(?:alone|as (?:it|they) (?:is|are)|untouched|unchanged)\b|\bstays? as (?:it is|they are)\b/i;

/** Dependencies are asked for: their lockfiles may change. */
export const dependencies =
  /\b(dependenc(?:y|ies)|upgrad(?:e[sd]?|ing)|bump(?:s|ed|ing)?|npm install|pip install|cargo add|go get|(?:add|use|adopt|switch to|migrate to)\s+(?:the\s+)?(?:\S+\s+){0,2}(?:package|library|gem|crate|module|framework))\b/i;

/** A test is asked for. */
export const testing =
  /\b(?:add|write|with|include|extend|cover(?:ed)? (?:by|with)?)\s+(?:(?:a|an|some|unit|integration|regression|new|more|the)\s+)*tests?\b|\b(?:test|spec) (?:coverage|case)s?\b/i;

export const withoutTesting =
  /\b(?:no|without(?: any| adding| new)?|don[’']t (?:add|write)|do not (?:add|write)) (?:new |more |any )?tests?\b/i;

/** Words before or after a name that say it is one of the code. */
export const namesCode =
  /\b(function|method|class|component|hook|module|type|interface|struct|trait|enum|constant|variable|helper|handler|view|controller|model|service|task|command)\b/i;

/** Written in capitals and yet no name of code. */
export const properNames: ReadonlySet<string> = new Set(
  (
    'GitHub GitLab JavaScript TypeScript PostgreSQL MySQL MongoDB FastAPI GraphQL OpenAPI PyTorch TensorFlow NumPy DevOps OAuth WebSocket WebSockets ' +
    'RabbitMQ YouTube LinkedIn PayPal JetBrains macOS iOS IPv4 IPv6 PhpStorm DynamoDB CloudFormation ElasticSearch OpenSearch SQLAlchemy NextJS NodeJS VueJS ' +
    'OpenAI LangChain HuggingFace'
  ).split(' '),
);

/** Files that decide how a change is checked, whoever asks: those of the continuous integration. */
export const continuousIntegration: readonly Pattern[] = [
  { glob: '.github/**', path: /^\.github\// },
  { glob: '.gitlab-ci.yml', path: /^\.gitlab-ci\.yml$/ },
  { glob: '.gitlab/**', path: /^\.gitlab\// },
  { glob: '.circleci/**', path: /^\.circleci\// },
  { glob: '.buildkite/**', path: /^\.buildkite\// },
  { glob: 'Jenkinsfile', path: /^Jenkinsfile$/ },
  { glob: 'azure-pipelines.yml', path: /^azure-pipelines\.ya?ml$/ },
  { glob: 'bitbucket-pipelines.yml', path: /^bitbucket-pipelines\.yml$/ },
  { glob: '.travis.yml', path: /^\.travis\.yml$/ },
  { glob: '.drone.yml', path: /^\.drone\.ya?ml$/ },
];

export const lockfile =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?|deno\.lock|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|conda-lock\.yml|go\.sum|Cargo\.lock|Gemfile\.lock|composer\.lock|packages\.lock\.json|gradle\.lockfile)$/;

/** Files that name dependencies, which change with their lockfile. */
export const dependencyManifest =
  /(^|\/)(package\.json|pyproject\.toml|requirements[\w.-]*\.(txt|in)|setup\.(cfg|py)|Pipfile|go\.mod|Cargo\.toml|Gemfile|composer\.json|pom\.xml|build\.gradle(\.kts)?|libs\.versions\.toml|environment\.ya?ml|[\w.-]+\.csproj)$/;

/** Applied somewhere already: a change of them is a change of the past. */
export const migrations: readonly Pattern[] = [
  { glob: '**/migrations/**', path: /(^|\/)migrations\/.*\.(py|sql|ts|js|php|rb|cs|go)$/ },
  { glob: '**/alembic/versions/**', path: /(^|\/)alembic\/versions\/.*\.py$/ },
  { glob: '**/db/migrate/**', path: /(^|\/)db\/migrate\/.*\.rb$/ },
  { glob: '**/db/migration/**', path: /(^|\/)db\/migration\/.*\.(sql|java|kt)$/ },
];

/** Tests by what they are called; tests that exist say what must not break. */
export const tests: readonly Pattern[] = [
  { glob: '**/test_*.py', path: /(^|\/)test_[^/]*\.py$/ },
  { glob: '**/*_test.py', path: /_test\.py$/ },
  { glob: '**/tests.py', path: /(^|\/)tests\.py$/ },
  { glob: '**/conftest.py', path: /(^|\/)conftest\.py$/ },
  { glob: '**/*.test.*', path: /\.test\.[cm]?[jt]sx?$/ },
  { glob: '**/*.spec.*', path: /\.spec\.[cm]?[jt]sx?$/ },
  { glob: '**/__tests__/**', path: /(^|\/)__tests__\// },
  { glob: '**/__snapshots__/**', path: /(^|\/)__snapshots__\// },
  { glob: '**/*_test.go', path: /_test\.go$/ },
  { glob: '**/*_spec.rb', path: /_spec\.rb$/ },
  { glob: '**/*_test.rb', path: /_test\.rb$/ },
  { glob: '**/*Test.*', path: /Test\.(java|kt|php|cs)$/ },
  { glob: '**/*Tests.*', path: /Tests\.(java|kt|cs)$/ },
  { glob: 'tests/**', path: /^tests?\/.*\.rs$/ },
];

/** A glob, with how it is known that it is of use: a file of the repository fits. */
export interface Pattern {
  readonly glob: string;
  readonly path: RegExp;
}
