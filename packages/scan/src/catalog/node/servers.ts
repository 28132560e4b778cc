/** A server that a package's own command starts: no code of the project listens. */
export interface CommandServer {
  readonly name: string;
  readonly package: string;
  readonly start: string;
  readonly build: string | null;
  readonly port: number;
}

export const commandServers: readonly CommandServer[] = [
  { name: 'Strapi', package: '@strapi/strapi', start: 'strapi start', build: 'strapi build', port: 1337 },
  { name: 'Strapi', package: 'strapi', start: 'strapi start', build: 'strapi build', port: 1337 },
  { name: 'Directus', package: 'directus', start: 'directus start', build: null, port: 8055 },
  { name: 'Keystone', package: '@keystone-6/core', start: 'keystone start', build: 'keystone build', port: 3000 },
  { name: 'Medusa', package: '@medusajs/medusa', start: 'medusa start', build: 'medusa build', port: 9000 },
  { name: 'Moleculer', package: 'moleculer', start: 'moleculer-runner services', build: null, port: 3000 },
  { name: 'Ghost', package: 'ghost', start: 'ghost run', build: null, port: 2368 },
  { name: 'Node-RED', package: 'node-red', start: 'node-red', build: null, port: 1880 },
  { name: 'json-server', package: 'json-server', start: 'json-server db.json --host 0.0.0.0 --port $PORT', build: null, port: 3000 },
  { name: 'AdonisJS', package: '@adonisjs/core', start: 'node bin/server.js', build: 'node ace build', port: 3333 },
  { name: 'Nitro', package: 'nitropack', start: 'node .output/server/index.mjs', build: 'nitropack build', port: 3000 },
  { name: 'Parse Server', package: 'parse-server', start: 'parse-server', build: null, port: 1337 },
];

/** Libraries whose servers listen: package to its name on a screen. */
export const serverLibraries: Readonly<Record<string, string>> = {
  '@nestjs/core': 'NestJS',
  fastify: 'Fastify',
  express: 'Express',
  koa: 'Koa',
  '@hapi/hapi': 'hapi',
  hapi: 'hapi',
  '@hono/node-server': 'Hono',
  hono: 'Hono',
  restify: 'Restify',
  polka: 'Polka',
  '@adonisjs/core': 'AdonisJS',
  '@feathersjs/koa': 'Feathers',
  '@feathersjs/express': 'Feathers',
  sails: 'Sails',
  '@loopback/rest': 'LoopBack',
  loopback: 'LoopBack',
  '@strapi/strapi': 'Strapi',
  'apollo-server': 'Apollo',
  'apollo-server-express': 'Apollo',
  '@apollo/server': 'Apollo',
  'graphql-yoga': 'GraphQL Yoga',
  'socket.io': 'Socket.IO',
  ws: 'WebSocket',
  moleculer: 'Moleculer',
  elysia: 'Elysia',
  h3: 'h3',
  nitropack: 'Nitro',
  micro: 'micro',
  connect: 'Connect',
  actionhero: 'Actionhero',
  '@medusajs/medusa': 'Medusa',
  payload: 'Payload',
  '@keystone-6/core': 'Keystone',
  'parse-server': 'Parse Server',
  'http-proxy': 'http-proxy',
  '@grpc/grpc-js': 'gRPC',
  grpc: 'gRPC',
};

/** Dependencies of programs that people run on their own machines. */
export const desktopPackages: readonly string[] = ['electron', '@tauri-apps/api', '@tauri-apps/cli', 'nw', 'react-native', 'expo'];

/** Plugins by which a bundler makes the assets of a server in another language. */
export const assetPlugins: readonly string[] = [
  'laravel-vite-plugin',
  'laravel-mix',
  'laravel-elixir',
  'vite-plugin-ruby',
  'vite-plugin-rails',
  '@rails/webpacker',
  'shakapacker',
  'jsbundling-rails',
  '@symfony/webpack-encore',
  'vite-plugin-symfony',
  'django-vite',
  'webpack-bundle-tracker',
  'vite-plugin-hanami',
];
