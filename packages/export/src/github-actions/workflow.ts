import type { Exported } from '../file.ts';
import { dockerfileName, type ExportRequest } from '../request.ts';
import { oneLine } from '../text/line.ts';
import { markdown } from '../text/markdown.ts';
import { yamlText, type Comment, type YamlValue } from '../yaml/yaml.ts';
import { actions } from './actions.ts';
import type { Step, WorkflowTarget } from './target.ts';
import { workflowTargets } from './targets/index.ts';

const dockerfiles = 'deploy/dockerfile';

/** A workflow that builds images and deploys them with a target's own tools, logged in by OpenID Connect: no key is kept anywhere. */
export function exportWorkflow(request: ExportRequest): Exported {
  const { deployment } = request;
  const { environment, title } = deployment;
  const images = [...new Set(deployment.services.map(({ image }) => image))].sort();
  const target = workflowTargets[deployment.target](deployment, images);
  const plan = planSteps(target, environment);
  const deploy = deploySteps(target, images);
  const value: YamlValue = {
    name: `Deploy ${environment}`,
    on: { push: { branches: ['main'] }, pull_request: {}, workflow_dispatch: {} },
    permissions: { contents: 'read' },
    concurrency: {
      group: `\${{ github.event_name == 'pull_request' && format('plan-{0}', github.ref) || 'deploy-${environment}' }}`,
      'cancel-in-progress': "${{ github.event_name == 'pull_request' }}",
    },
    jobs: {
      plan: {
        if: "github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository",
        'runs-on': 'ubuntu-24.04',
        'timeout-minutes': 20,
        permissions: { contents: 'read', 'id-token': 'write', 'pull-requests': 'write' },
        steps: plan.map(stepOf),
      },
      deploy: {
        if: "github.event_name != 'pull_request'",
        'runs-on': 'ubuntu-24.04',
        'timeout-minutes': 60,
        environment,
        permissions: { contents: 'read', 'id-token': 'write', ...target.permissions },
        steps: deploy.map(stepOf),
      },
    },
  };
  const comments: Comment[] = [
    { at: ['concurrency'], lines: ['One deployment at a time, and none is cut off half-way.'] },
    { at: ['jobs', 'plan'], lines: ['What would change, as a comment of the pull request. Not for forks: they get no identity here.'] },
    ...[plan, deploy].flatMap((steps, job) =>
      steps.flatMap(({ uses }, at): Comment[] =>
        uses === undefined
          ? []
          : [{ at: ['jobs', job === 0 ? 'plan' : 'deploy', 'steps', at, 'uses'], lines: [actions[uses].release], beside: true }],
      ),
    ),
  ];
  const text = yamlText(value, {
    head: [`${oneLine(title)}: images and a deployment to ${deployment.target}. Actions are pinned to the commit of their release.`],
    comments,
    airy: 1,
  });
  return {
    files: [
      { path: `deploy-${environment}.yml`, text },
      { path: `deploy-${environment}.md`, text: readme(request, target) },
    ],
    notes: [`It deploys what is in ${target.folder} and ${dockerfiles}: gw export ${target.format}, gw export dockerfile`],
  };
}

const planSteps = (target: WorkflowTarget, environment: string): Step[] => [
  { name: 'Check out', uses: 'checkout', with: { 'persist-credentials': false } },
  ...target.login('plan'),
  {
    name: 'Plan',
    ...(target.format === 'terraform'
      ? { env: { TF_VAR_project: '${{ vars.GOOGLE_PROJECT }}', STATE_BUCKET: '${{ vars.TERRAFORM_STATE_BUCKET }}' } }
      : {}),
    run: `{\n${target.plan}\n} > "$RUNNER_TEMP/plan.txt" 2>&1 || { cat "$RUNNER_TEMP/plan.txt"; exit 1; }\ncat "$RUNNER_TEMP/plan.txt"`,
  },
  { name: 'Comment', uses: 'githubScript', with: { script: commentScript(environment) } },
];

const deploySteps = (target: WorkflowTarget, images: readonly string[]): Step[] => [
  { name: 'Check out', uses: 'checkout', with: { 'persist-credentials': false } },
  ...target.login('deploy'),
  ...target.registryLogin,
  { name: 'Builder', uses: 'setupBuildx' },
  ...images.map((image): Step => ({
    name: `Image ${image}`,
    id: `image-${image}`,
    uses: 'dockerBuild',
    with: {
      context: '.',
      file: `${dockerfiles}/${dockerfileName(image)}`,
      push: true,
      tags: `${target.image(image)}:\${{ github.sha }}`,
      'cache-from': `type=gha,scope=${image}`,
      'cache-to': `type=gha,scope=${image},mode=max`,
    },
  })),
  ...target.deploy,
];

function stepOf({ name, id, uses, with: given, env, run }: Step): YamlValue {
  return {
    name,
    ...(id === undefined ? {} : { id }),
    ...(uses === undefined ? {} : { uses: actions[uses].uses }),
    ...(given === undefined ? {} : { with: given }),
    ...(env === undefined ? {} : { env }),
    ...(run === undefined ? {} : { run }),
  };
}

/** One comment, which later plans replace. Four backquotes and no more than GitHub takes. */
const commentScript = (environment: string): string => `const { readFileSync } = require('node:fs');
const mark = '<!-- plan of ${environment} -->';
const plan = readFileSync(\`\${process.env.RUNNER_TEMP}/plan.txt\`, 'utf8').replaceAll('\`\`\`\`', "''''").slice(0, 60000);
const body = \`\${mark}\\n### What would change in ${environment}\\n\\n\\\`\\\`\\\`\\\`\\n\${plan}\\n\\\`\\\`\\\`\\\`\`;
const where = { ...context.repo, issue_number: context.issue.number };
const comments = await github.paginate(github.rest.issues.listComments, where);
const mine = comments.find((comment) => comment.user?.type === 'Bot' && comment.body?.startsWith(mark));
if (mine) await github.rest.issues.updateComment({ ...context.repo, comment_id: mine.id, body });
else await github.rest.issues.createComment({ ...where, body });`;

function readme({ deployment }: ExportRequest, { format, folder, variables }: WorkflowTarget): string {
  const { environment, title, target } = deployment;
  return `# Deploying ${markdown(title)} from GitHub Actions

\`deploy-${environment}.yml\` belongs into \`.github/workflows\`. It builds an image for each service and deploys it to ${target} on every push to
\`main\`; on a pull request it comments what would change. It logs in by OpenID Connect: there is no key to keep or to lose.

1. Commit what it deploys: \`${folder}\` (\`gw export ${format} --env ${environment}\`) and \`${dockerfiles}\` (\`gw export dockerfile\`).
2. Deploy once by hand as \`${folder}/README.md\` says: registry and secrets have to be there.
3. Make an environment \`${environment}\` (Settings, Environments), with whoever has to approve, and these variables (not secrets):

| variable | what it is |
|---|---|
${Object.entries(variables)
  .map(([name, what]) => `| \`${name}\` | ${what} |`)
  .join('\n')}

Variables of pull requests (\`*PLAN*\`) are read outside of the environment: set those for the repository.

Actions are pinned to the commit that their release stood at. To take a later one, put \`git rev-parse 'TAG^{commit}'\` of its repository
in its place; Dependabot (\`package-ecosystem: github-actions\`) does so by itself.
`;
}
