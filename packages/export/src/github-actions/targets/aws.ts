import { camel, digestOf, lines, variable, type WorkflowOf } from '../target.ts';

/** Two CloudFormation stacks; what the first made is told to the second. */
export const awsWorkflow: WorkflowOf = ({ name, environment, region, services }, images) => {
  const stack = `${name}-${environment}`;
  const folder = 'deploy/cloudformation';
  const registry = `\${{ vars.AWS_ACCOUNT }}.dkr.ecr.${region}.amazonaws.com`;
  const deployed = (template: string, of: string): string =>
    `aws cloudformation deploy --no-fail-on-empty-changeset --stack-name ${of} --template-file ${folder}/${template} --capabilities CAPABILITY_NAMED_IAM`;
  const migrations = services.filter(({ release }) => release.length > 0);
  return {
    format: 'cloudformation',
    folder,
    variables: {
      AWS_ACCOUNT: 'number of the account',
      AWS_DEPLOY_ROLE: `ARN of a role that trusts repo:OWNER/NAME:environment:${environment}`,
      AWS_PLAN_ROLE: 'ARN of a role that trusts repo:OWNER/NAME:pull_request and may only make and read change sets',
    },
    login: (as) => [
      {
        name: 'Log in to AWS',
        uses: 'awsCredentials',
        with: { 'aws-region': region, 'role-to-assume': `\${{ vars.AWS_${as === 'plan' ? 'PLAN' : 'DEPLOY'}_ROLE }}` },
      },
    ],
    registryLogin: [{ name: 'Log in to the registry', uses: 'awsRegistry' }],
    image: (image) => `${registry}/${stack}/${image}`,
    plan: lines(
      ...[
        ['foundations.yaml', stack],
        ['services.yaml', `${stack}-services`],
      ].map(
        ([template = '', of = '']) =>
          `change_set=$(${deployed(template, of)} --no-execute-changeset | grep -o 'arn:aws[^ ]*changeSet[^ ]*' || true)
if [ -n "$change_set" ]; then
aws cloudformation describe-change-set --change-set-name "$change_set" --output table \\
  --query 'Changes[].ResourceChange.{Action:Action,Resource:LogicalResourceId,Type:ResourceType,Replacement:Replacement}'
aws cloudformation delete-change-set --change-set-name "$change_set"
else
echo '${of}: nothing would change'
fi`,
      ),
    ),
    deploy: [
      { name: 'Network, servers, roles', run: deployed('foundations.yaml', stack) },
      {
        name: 'Services',
        env: Object.fromEntries(images.map((image) => [variable(image), `${registry}/${stack}/${image}@${digestOf(image)}`])),
        run: lines(
          `aws cloudformation describe-stacks --stack-name ${stack} --output text \\`,
          `  --query "Stacks[0].Outputs[].join('=',[OutputKey,OutputValue])" | tr '\\t' '\\n' > parameters.txt`,
          '{',
          ...images.map((image) => `  echo "${camel(image)}Image=$${variable(image)}"`),
          '} >> parameters.txt',
          `xargs ${deployed('services.yaml', `${stack}-services`)} --parameter-overrides < parameters.txt`,
        ),
      },
      ...(migrations.length === 0
        ? []
        : [
            {
              name: 'Migrations',
              run: lines(
                `value() { sed -n "s/^$1=//p" parameters.txt; }`,
                ...migrations.map(({ id }) =>
                  lines(
                    `task=$(aws ecs run-task --cluster ${stack} --task-definition ${stack}-${id}-release --launch-type FARGATE \\`,
                    `  --network-configuration "awsvpcConfiguration={subnets=[$(value PublicSubnet1Id)],securityGroups=[$(value ${camel(id)}GroupId)],assignPublicIp=ENABLED}" \\`,
                    `  --query 'tasks[0].taskArn' --output text)`,
                    `aws ecs wait tasks-stopped --cluster ${stack} --tasks "$task"`,
                    `test "$(aws ecs describe-tasks --cluster ${stack} --tasks "$task" --query 'tasks[0].containers[0].exitCode')" = 0`,
                  ),
                ),
              ),
            },
          ]),
    ],
  };
};
