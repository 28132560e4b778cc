import { expect, test } from 'vitest';
import { scan, Scanner } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

/** What the only service does: `get=get_object`, or `null` where it cannot be told. */
async function done(files: Readonly<Record<string, string>>): Promise<readonly string[] | null> {
  const { services } = await scan(memoryTree('bakery', files));
  const [use] = services.flatMap(({ uses }) => uses).filter(({ operations }) => operations);
  return use?.operations?.map(({ name, call }) => `${name}=${call}`) ?? null;
}

const python = (code: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  'requirements.txt': 'flask\nboto3\ngoogle-cloud-storage\nazure-storage-blob\n',
  'app.py': `from flask import Flask\napp = Flask(__name__)\n${code}`,
  ...more,
});

test('calls on a client are what is done, with the place of each', async () => {
  const { services } = await scan(
    memoryTree(
      'bakery',
      python(`import boto3
shelf = boto3.client("s3")
shelf.put_object(Bucket="loaves", Key="rye", Body=b"")
shelf.get_object(Bucket="loaves", Key="rye")["Body"].read()
`),
    ),
  );
  expect(services[0]?.uses).toMatchObject([
    {
      access: ['read', 'write'],
      operations: [
        { name: 'get', access: 'read', call: 'get_object', evidence: [{ file: 'app.py', line: 6, why: 'calls get_object' }] },
        { name: 'put', access: 'write', call: 'put_object', evidence: [{ line: 5 }] },
      ],
    },
  ]);
});

test('who only reads gets no access to write', async () => {
  const { services } = await scan(
    memoryTree('bakery', python('import boto3\nboto3.client("s3").download_file("loaves", "rye", "rye.txt")\n')),
  );
  expect(services[0]?.uses[0]?.access).toEqual(['read']);
});

test('what a paginator, a link and a waiter are for', async () => {
  const code = `import boto3
shelf = boto3.session.Session().client(service_name="s3")
shelf.get_paginator("list_objects_v2").paginate(Bucket="loaves")
shelf.generate_presigned_url("get_object", Params={"Bucket": "loaves"})
shelf.generate_presigned_url(ClientMethod="put_object", Params={"Bucket": "loaves"})
shelf.get_waiter("object_exists").wait(Bucket="loaves", Key="rye")
`;
  expect(await done(python(code))).toEqual([
    'head=get_waiter(object_exists)',
    'list=get_paginator(list_objects_v2)',
    'presign-get=generate_presigned_url(get_object)',
    'presign-put=generate_presigned_url(put_object)',
  ]);
});

test('a client goes through a wrapper, a field, a parameter and a context', async () => {
  const files = python('from shelf import Shelf\nfrom oven import bake\nbake(Shelf("loaves"))\n', {
    'shelf.py': `import boto3

def connect(kind):
    return boto3.client(kind)

class Shelf:
    def __init__(self, name):
        self.name = name
        self.client = connect("s3")

    def drop(self, key):
        client = self.client
        client.delete_object(Bucket=self.name, Key=key)
`,
    'oven.py': `def bake(shelf):
    for page in shelf.client.list_objects_v2(Bucket="loaves").get("Contents", []):
        shelf.drop(page["Key"])
`,
  });
  expect(await done(files)).toEqual(['delete=delete_object', 'list=list_objects_v2']);
});

test('resources of boto3, and the services of one maker are told apart', async () => {
  const code = `import boto3
table = boto3.resource("dynamodb").Table("loaves")
table.query(KeyConditionExpression="x").get("Items")
with table.batch_writer() as batch:
    batch.put_item(Item={})
`;
  expect(await done(python(code))).toEqual(['batch-write=batch_writer', 'query=query']);
});

test('what a listing gives can be asked in turn', async () => {
  const code = `import boto3
shelf = boto3.resource("s3").Bucket("loaves")
for loaf in shelf.objects.filter(Prefix="rye"):
    loaf.delete()
for loaf in sorted(shelf.objects.all(), key=str):
    loaf.get()["Body"]
`;
  expect(await done(python(code))).toEqual(['delete=delete', 'get=get', 'list=all', 'list=filter']);
});

test('a method that is handed on is one that is called', async () => {
  const shelf = 'import boto3, asyncio, functools\nshelf = boto3.client("s3")\n';
  expect(await done(python(`${shelf}asyncio.to_thread(shelf.get_object, Bucket="loaves", Key="rye")\n`))).toEqual(['get=get_object']);
  expect(await done(python(`${shelf}bake = functools.partial(shelf.put_object, Bucket="loaves")\n`))).toEqual(['put=put_object']);
});

test('a client that others are handed may be asked for anything', async () => {
  const shelf = 'import boto3, smart_open, logging\nshelf = boto3.client("s3")\nshelf.get_object(Bucket="loaves", Key="rye")\n';
  expect(await done(python(`${shelf}logging.info("%s", shelf)\n`))).toEqual(['get=get_object']);
  expect(await done(python(`${shelf}smart_open.open("s3://loaves/rye", transport_params={"client": shelf})\n`))).toBeNull();
  expect(await done(python(`${shelf}getattr(shelf, app.name)(Bucket="loaves")\n`))).toBeNull();
});

test('what nobody can tell leaves all of it out', async () => {
  const shelf = 'import boto3\nshelf = boto3.client("s3")\nshelf.get_object(Bucket="loaves", Key="rye")\n';
  expect(await done(python(`${shelf}shelf.put_bucket_policy(Bucket="loaves", Policy="{}")\n`))).toBeNull();
  expect(await done(python(`${shelf}shelf.generate_presigned_url(app.name, Params={})\n`))).toBeNull();
});

test('others that have methods of the same names are not meant', async () => {
  const code = `import boto3
import smtplib
queue = boto3.client("sqs")
queue.receive_message(QueueUrl="loaves")
smtplib.SMTP("post").send_message("bread")
Counter().delete_message(1)
class Counter:
    def delete_message(self, number):
        return number
`;
  expect(await done(python(code))).toEqual(['receive=receive_message']);
});

test('buckets of Google and Azure', async () => {
  const google = `from google.cloud import storage
bucket = storage.Client().bucket("loaves")
blob = bucket.blob("rye")
blob.upload_from_string("bread")
blob.download_as_bytes()
`;
  expect(await done(python(google))).toEqual(['get=download_as_bytes', 'put=upload_from_string']);
  const azure = `from azure.storage.blob import BlobServiceClient
shelf = BlobServiceClient.from_connection_string("x").get_container_client("loaves")
for each in shelf.list_blobs():
    shelf.get_blob_client(each).download_blob().readall()
`;
  expect(await done(python(azure))).toEqual(['get=download_blob', 'list=list_blobs']);
});

const node = (code: string, ...packages: readonly string[]): Record<string, string> => ({
  'package.json': JSON.stringify({
    name: 'bakery',
    scripts: { start: 'node server.js' },
    dependencies: Object.fromEntries(['express', ...packages].map((name) => [name, '*'])),
  }),
  'server.js': code,
});

test('commands, links and uploads of the third SDK', async () => {
  const code = `import express from 'express';
import { S3Client, GetObjectCommand, DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
const shelf = new S3Client({});
express().get('/', async () => {
  await shelf.send(new DeleteObjectCommand({ Bucket: 'loaves', Key: 'rye' }));
  const command = new GetObjectCommand({ Bucket: 'loaves', Key: 'rye' });
  await getSignedUrl(shelf, command);
  await getSignedUrl(shelf, new PutObjectCommand({ Bucket: 'loaves', Key: 'rye' }));
  await new Upload({ client: shelf, params: { Bucket: 'loaves' } }).done();
}).listen(8000);
`;
  expect(await done(node(code, '@aws-sdk/client-s3', '@aws-sdk/lib-storage', '@aws-sdk/s3-request-presigner'))).toEqual([
    'delete=DeleteObjectCommand',
    'presign-get=getSignedUrl(GetObjectCommand)',
    'presign-put=getSignedUrl(PutObjectCommand)',
    'put=Upload',
  ]);
});

test('a command no word says leaves all of it out', async () => {
  const code = `const express = require('express');
const { SQSClient, SendMessageCommand, PurgeQueueCommand } = require('@aws-sdk/client-sqs');
const queue = new SQSClient({});
queue.send(new SendMessageCommand({ QueueUrl: 'loaves' }));
express().listen(8000);
`;
  expect(await done(node(code, '@aws-sdk/client-sqs'))).toEqual(['send=SendMessageCommand']);
  expect(await done(node(`${code}queue.send(new PurgeQueueCommand({ QueueUrl: 'loaves' }));`, '@aws-sdk/client-sqs'))).toBeNull();
});

test('the second SDK, through a module that hands the client on', async () => {
  const files = {
    ...node(
      "const { queue } = require('./queue');\nqueue.sendMessage({ QueueUrl: 'loaves' }).promise();\nrequire('express')().listen(8000);\n",
      'aws-sdk',
    ),
    'queue.js': "const AWS = require('aws-sdk');\nexports.queue = new AWS.SQS({ region: 'eu-west-1' });\n",
  };
  expect(await done(files)).toEqual(['send=sendMessage']);
});

test('inputs of Go, and what is signed', async () => {
  const files = {
    'go.mod': 'module bakery\n\nrequire github.com/aws/aws-sdk-go-v2/service/s3 v1.60.0\n',
    'main.go': `package main

import (
	"context"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

func main() {
	shelf := s3.NewFromConfig(aws.Config{})
	input := &s3.PutObjectInput{Bucket: aws.String("loaves")}
	shelf.PutObject(context.TODO(), input)
	s3.NewPresignClient(shelf).PresignGetObject(context.TODO(), &s3.GetObjectInput{Bucket: aws.String("loaves")})
	s3.NewListObjectsV2Paginator(shelf, &s3.ListObjectsV2Input{Bucket: aws.String("loaves")})
	http.ListenAndServe(":8000", nil)
}
`,
  };
  expect(await done(files)).toEqual(['list=ListObjectsV2Input', 'presign-get=PresignGetObject', 'put=PutObject']);
});

test('Ruby, PHP and Java', async () => {
  expect(
    await done({
      Gemfile: "gem 'sinatra'\ngem 'aws-sdk-dynamodb'\n",
      'config.ru': "require_relative 'app'\nrun Sinatra::Application\n",
      'app.rb': `require 'sinatra'
require 'aws-sdk-dynamodb'
class Shelf
  def initialize
    @client = Aws::DynamoDB::Client.new
  end
  def keep(loaf)
    @client.put_item(table_name: 'loaves', item: loaf)
  end
end
`,
    }),
  ).toEqual(['put=put_item']);
  expect(
    await done({
      'composer.json': JSON.stringify({ require: { 'aws/aws-sdk-php': '^3' } }),
      'index.php': `<?php
use Aws\\S3\\S3Client;
$shelf = new S3Client(['region' => 'eu-west-1']);
$shelf->putObject(['Bucket' => 'loaves', 'Key' => 'rye']);
$shelf->doesObjectExist('loaves', 'rye');
`,
    }),
  ).toEqual(['head=doesObjectExist', 'put=putObject']);
  expect(
    await done({
      'pom.xml': `<project><artifactId>bakery</artifactId><dependencies>
<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency>
<dependency><groupId>software.amazon.awssdk</groupId><artifactId>sqs</artifactId></dependency></dependencies></project>`,
      'src/main/java/bakery/App.java': `package bakery;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import org.springframework.boot.autoconfigure.SpringBootApplication;
@SpringBootApplication
public class App {
  private final SqsClient queue = SqsClient.create();
  public static void main(String[] args) { org.springframework.boot.SpringApplication.run(App.class, args); }
  void order() { queue.sendMessage(SendMessageRequest.builder().queueUrl("loaves").build()); }
}
`,
    }),
  ).toEqual(['send=sendMessage']);
});

test('an editor reads without them, and a plan with them after it', async () => {
  const scanner = new Scanner(memoryTree('bakery', python('import boto3\nboto3.client("s3").get_object(Bucket="loaves", Key="rye")\n')));
  const uses = ({ services }: Awaited<ReturnType<typeof scan>>) => services.flatMap((service) => service.uses);
  const [quick] = uses(await scanner.scan({ operations: false }));
  expect([quick?.operations, quick?.access]).toEqual([undefined, ['read', 'write']]);
  const [whole] = uses(await scanner.scan());
  expect([whole?.operations?.map(({ name }) => name), whole?.access]).toEqual([['get'], ['read']]);
});
