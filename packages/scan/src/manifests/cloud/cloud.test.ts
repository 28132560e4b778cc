import { expect, test } from 'vitest';
import { bound, harbour, office, resources, service, services } from '../testing/harbour.ts';
import { readBlocks } from './blocks.ts';
import { cronOfSchedule } from './references.ts';

const handlers = {
  'requirements.txt': 'boto3\n',
  'berths.py': 'def book(event, context):\n    return {"statusCode": 200}\n\n\ndef free(event, context):\n    return {"statusCode": 200}\n',
  'pilots.py': 'def send(event, context):\n    for record in event["Records"]:\n        print(record)\n',
  'tides.py': 'def look(event, context):\n    print("ebb")\n',
};

test('the Serverless Framework: functions by what calls them, resources by reference', async () => {
  const blueprint = await harbour({
    ...handlers,
    'serverless.yml': `
service: harbour
provider:
  name: aws
  runtime: python3.12
  environment:
    BERTHS: \${self:custom.table}
functions:
  book:
    handler: berths.book
    events: [{ httpApi: { method: post, path: /berths } }]
    environment: { CALLS: !Ref Calls }
  free: { handler: berths.free, events: [{ http: GET /berths }] }
  send: { handler: pilots.send, events: [{ sqs: { arn: !GetAtt Calls.Arn } }] }
  look: { handler: tides.look, events: [{ schedule: rate(6 hours) }] }
custom: { table: "harbour-\${sls:stage}" }
resources:
  Resources:
    Calls: { Type: "AWS::SQS::Queue" }
    Berths: { Type: "AWS::DynamoDB::Table", Properties: { TableName: "\${self:custom.table}" } }
`,
  });
  expect(services(blueprint)).toEqual(['api function .', 'look cron .', 'send worker .']);
  expect(resources(blueprint)).toEqual(['dynamodb - required', 'sqs - required']);
  expect(bound(blueprint, 'api')).toEqual(['BERTHS dynamodb.table', 'CALLS sqs.url']);
  expect(service(blueprint, 'look')).toMatchObject({ schedule: '0 */6 * * *', runtime: { version: '3.12' } });
});

test('a SAM template says the same in its own words', async () => {
  const blueprint = await harbour({
    ...handlers,
    'template.yaml': `
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: python3.12 } }
Resources:
  Send:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: pilots.send
      Environment: { Variables: { LOG: !Ref Log, BUCKET: { Ref: Charts } } }
      Events: { Call: { Type: SQS, Properties: { Queue: !GetAtt Calls.Arn } } }
  Calls: { Type: "AWS::SQS::Queue" }
  Charts: { Type: "AWS::S3::Bucket" }
  Log: { Type: "AWS::DynamoDB::Table" }
`,
  });
  expect(resources(blueprint)).toEqual(['dynamodb - required', 'object_storage - required', 'sqs - required']);
  expect(bound(blueprint, 'Send')).toEqual(['BUCKET object_storage.bucket', 'LOG dynamodb.table']);
});

test('Kubernetes objects: workloads by name, servers by image, probes, secrets never shown', async () => {
  const blueprint = await harbour({
    ...office,
    'k8s/all.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata: { name: harbour }
spec:
  template:
    metadata: { labels: { app: harbour } }
    spec:
      containers:
        - name: harbour
          image: ghcr.io/sea/harbour:3
          ports: [{ containerPort: 8123 }]
          readinessProbe: { httpGet: { path: /afloat, port: 8123 } }
          env:
            - { name: QUEUE, value: "redis://queue.sea.svc.cluster.local:6379" }
            - { name: SIGNAL, valueFrom: { secretKeyRef: { name: signals, key: signal } } }
          envFrom: [{ configMapRef: { name: weather } }, { secretRef: { name: signals } }]
---
apiVersion: v1
kind: Secret
metadata: { name: signals }
stringData: { signal: hunter2, HORN: hunter3 }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: weather }
data: { WIND: calm }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: queue }
spec: { template: { spec: { containers: [{ name: redis, image: "redis:7.4" }] } } }
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: ledger }
`,
    'charts/harbour/templates/app.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: {{ .Release.Name }} }\n',
    'charts/harbour/Chart.yaml': 'name: harbour\ndependencies:\n  - { name: rabbitmq, version: 16.0.0 }\n',
  });
  expect(services(blueprint)).toEqual(['harbour web .']);
  expect(resources(blueprint)).toEqual(['postgres - required', 'rabbitmq - required', 'redis 7.4 required']);
  expect(service(blueprint, 'harbour')).toMatchObject({ port: 8123, health: '/afloat' });
  expect(bound(blueprint, 'harbour')).toEqual(['QUEUE redis.url redis']);
  expect(JSON.stringify(blueprint)).not.toMatch(/hunter/);
  expect(blueprint.notes).toEqual([]);
});

test.each([
  [
    'main.tf',
    'resource "aws_db_instance" "ledger" {\n  engine         = "mysql"\n  engine_version = "8.0"\n}\nresource "aws_s3_bucket" "logs" {}\n# resource "aws_sqs_queue" "none" {}\n',
    ['mysql 8.0 required', 'object_storage - optional'],
  ],
  [
    'infra/main.bicep',
    "param name string\n// the ledger\nresource ledger 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {\n  name: name\n  properties: {\n    version: '16'\n  }\n}\nresource old 'Microsoft.Cache/redis@2024-03-01' existing = {\n  name: 'old'\n}\n",
    ['postgres 16 required'],
  ],
  [
    'azuredeploy.json',
    '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [{"type": "Microsoft.Cache/Redis"}]}',
    ['redis - required'],
  ],
])('%s', async (file, text, expected) => {
  expect(resources(await harbour({ ...office, [file]: text }))).toEqual(expected);
});

test('settings in Terraform that refer to a server', async () => {
  const blueprint = await harbour({
    'requirements.txt': 'fastapi\n',
    'office/main.py': 'import os\nfrom fastapi import FastAPI\n\napp = FastAPI()\nledger = os.environ["LEDGER"]\n',
    'main.tf':
      'resource "aws_elasticache_replication_group" "queue" {}\nresource "aws_lambda_function" "office" {\n  environment {\n    variables = {\n      LEDGER = aws_elasticache_replication_group.queue.primary_endpoint_address\n    }\n  }\n}\n',
  });
  expect(bound(blueprint, 'web')).toEqual(['LEDGER redis.host']);
});

test.each([
  ['rate(1 minute)', '* * * * *'],
  ['rate(2 days)', '0 0 */2 * *'],
  ['cron(0 12 ? * MON-FRI *)', '0 12 * * MON-FRI'],
  ['at(2030-01-01T00:00:00)', null],
])('%s is %s', (text, expected) => {
  expect(cronOfSchedule(text)).toBe(expected);
});

test('braces within strings and comments open no block', () => {
  const [block] = readBlocks(
    'resource "a" "b" {\n  text = "} ${x.y["}"]} {"\n  /* } */\n  list = [\n    "one",\n  ]\n  inner { deep = 1 }\n}\n',
  ).blocks;
  expect(block?.words).toEqual(['resource', 'a', 'b']);
  expect(block?.blocks.map(({ words }) => words)).toEqual([['inner']]);
});
