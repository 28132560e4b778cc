import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

type Files = Readonly<Record<string, string>>;

/** Bound variables of a harbour written with Nest: `VARIABLE resource.property`. */
async function bound(files: Files, dependencies: readonly string[]): Promise<string[]> {
  const listed = ['@nestjs/core', '@nestjs/config', ...dependencies];
  const blueprint = await scan(
    memoryTree('harbour', {
      'package.json': JSON.stringify({ name: 'harbour', dependencies: Object.fromEntries(listed.map((name) => [name, '1.0.0'])) }),
      'src/main.ts': "import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create(AppModule); await app.listen(3000);",
      ...files,
    }),
  );
  return (blueprint.services[0]?.env ?? []).flatMap(({ name, binding }) => {
    if (!binding || !('resource' in binding)) return [];
    return [`${name} ${blueprint.resources.find((each) => each.name === binding.resource)?.type ?? ''}.${binding.property}`];
  });
}

const module = (imports: string): string => `
  import { Module } from '@nestjs/common'; import { ConfigModule, ConfigService } from '@nestjs/config';
  import { TypeOrmModule } from '@nestjs/typeorm'; import { BullModule } from '@nestjs/bullmq'; import { MongooseModule } from '@nestjs/mongoose';
  import berths from '@/berths';
  @Module({ imports: [${imports}] }) export class AppModule {}`;

test('options that a factory makes from the configuration', async () => {
  const source = module(`TypeOrmModule.forRootAsync({ inject: [ConfigService], useFactory: async (config: ConfigService) => ({
    type: 'postgres', host: config.get<string>('QUAY'), port: +config.get('PIER', 5432), username: config.getOrThrow('PILOT'), autoLoadEntities: true }) })`);
  expect(await bound({ 'src/app.module.ts': source }, ['@nestjs/typeorm', 'pg'])).toEqual([
    'PIER postgres.port',
    'PILOT postgres.user',
    'QUAY postgres.host',
  ]);
});

test('configuration registered under a name', async () => {
  const files = {
    'src/tides.ts':
      "import { registerAs } from '@nestjs/config'; export default registerAs('tides', () => ({ host: process.env.EBB, port: parseInt(process.env.FLOOD ?? '6379', 10) }));",
    'src/app.module.ts': module(
      "BullModule.forRootAsync({ useFactory: (config: ConfigService) => ({ connection: { host: config.get('tides.host'), port: config.get('tides.port') } }) })",
    ),
  };
  expect(await bound(files, ['@nestjs/bullmq', 'bullmq'])).toEqual(['EBB redis.host', 'FLOOD redis.port']);
});

test('configuration loaded at the root', async () => {
  const files = {
    'src/berths.ts': 'export default () => ({ berths: { list: process.env.MOORINGS } });',
    'src/app.module.ts': module(
      "ConfigModule.forRoot({ load: [berths] }), MongooseModule.forRootAsync({ useFactory: (config: ConfigService) => ({ uri: config.get('berths.list') }) })",
    ),
  };
  expect(await bound(files, ['@nestjs/mongoose', 'mongoose'])).toEqual(['MOORINGS mongodb.url']);
});

test('a microservice is told its broker', async () => {
  const main = `import { NestFactory } from '@nestjs/core'; import { Transport } from '@nestjs/microservices';
    const app = await NestFactory.createMicroservice(AppModule, { transport: Transport.RMQ, options: { urls: [process.env.FOGHORN], queue: 'ships' } }); await app.listen();`;
  expect(await bound({ 'src/main.ts': main }, ['@nestjs/microservices', 'amqplib'])).toEqual(['FOGHORN rabbitmq.url']);
});
