/** How an application framework of a package is built and started. */
export interface NodeFramework {
  readonly name: string;
  readonly packages: readonly string[];
  readonly kind: 'web' | 'static';
  readonly port: number;
  /** Its own command, where the project has no script; `null` where what is built are files. */
  readonly start: string | null;
  readonly build: string | null;
  /** The command its scripts run. */
  readonly command: string;
  /** Configuration files; they may name a port. */
  readonly configs: readonly string[];
  /** Adapters that change what it is built to. */
  readonly adapters?: readonly (Partial<Pick<NodeFramework, 'kind' | 'start' | 'port'>> & { readonly packages: readonly string[] })[];
  /** It is a bundler or a generator: only a page of its own makes it an application. */
  readonly needsPage?: boolean;
  /** It makes documentation: worth deploying only where the package exists for it. */
  readonly documents?: boolean;
}

const vite = ['vite.config.ts', 'vite.config.js', 'vite.config.mts', 'vite.config.mjs'];

/** Frameworks with a server or build of their own, the more specific first: Next before React, Nuxt before Vue. */
export const metaFrameworks: readonly NodeFramework[] = [
  {
    name: 'Next.js',
    packages: ['next'],
    kind: 'web',
    port: 3000,
    start: 'next start -p $PORT',
    build: 'next build',
    command: 'next',
    configs: ['next.config.js', 'next.config.mjs', 'next.config.ts'],
  },
  {
    name: 'Nuxt',
    packages: ['nuxt', 'nuxt3', 'nuxt-edge'],
    kind: 'web',
    port: 3000,
    start: 'node .output/server/index.mjs',
    build: 'nuxt build',
    command: 'nuxt',
    configs: ['nuxt.config.js', 'nuxt.config.ts'],
  },
  {
    name: 'React Router',
    packages: ['@react-router/dev', '@react-router/serve'],
    kind: 'web',
    port: 3000,
    start: 'react-router-serve ./build/server/index.js',
    build: 'react-router build',
    command: 'react-router',
    configs: vite,
  },
  {
    name: 'Remix',
    packages: ['@remix-run/serve', '@remix-run/node', '@remix-run/react', '@remix-run/dev'],
    kind: 'web',
    port: 3000,
    start: 'remix-serve build/server/index.js',
    build: 'remix vite:build',
    command: 'remix',
    configs: vite,
  },
  {
    name: 'SvelteKit',
    packages: ['@sveltejs/kit'],
    kind: 'web',
    port: 3000,
    start: 'vite preview --host 0.0.0.0 --port $PORT',
    build: 'vite build',
    command: 'vite',
    configs: vite,
    adapters: [
      { packages: ['@sveltejs/adapter-node'], start: 'node build' },
      { packages: ['@sveltejs/adapter-static'], kind: 'static', start: null, port: 5173 },
    ],
  },
  {
    name: 'SolidStart',
    packages: ['@solidjs/start'],
    kind: 'web',
    port: 3000,
    start: 'vinxi start',
    build: 'vinxi build',
    command: 'vinxi',
    configs: ['app.config.ts'],
  },
  {
    name: 'TanStack Start',
    packages: ['@tanstack/react-start', '@tanstack/start'],
    kind: 'web',
    port: 3000,
    start: 'node .output/server/index.mjs',
    build: 'vite build',
    command: 'vite',
    configs: vite,
  },
  {
    name: 'Qwik City',
    packages: ['@builder.io/qwik-city', '@qwik.dev/router'],
    kind: 'web',
    port: 3000,
    start: 'node server/entry.express',
    build: 'qwik build',
    command: 'qwik',
    configs: vite,
  },
  {
    name: 'Astro',
    packages: ['astro'],
    kind: 'static',
    port: 4321,
    start: null,
    build: 'astro build',
    command: 'astro',
    configs: ['astro.config.mjs', 'astro.config.ts', 'astro.config.js'],
    adapters: [{ packages: ['@astrojs/node'], kind: 'web', start: 'node ./dist/server/entry.mjs' }],
  },
  {
    name: 'Gatsby',
    packages: ['gatsby'],
    kind: 'static',
    port: 8000,
    start: null,
    build: 'gatsby build',
    command: 'gatsby',
    configs: ['gatsby-config.js', 'gatsby-config.ts'],
  },
  {
    name: 'Docusaurus',
    packages: ['@docusaurus/core'],
    kind: 'static',
    port: 3000,
    start: null,
    build: 'docusaurus build',
    command: 'docusaurus',
    configs: ['docusaurus.config.js', 'docusaurus.config.ts'],
    documents: true,
  },
  {
    name: 'VitePress',
    packages: ['vitepress'],
    kind: 'static',
    port: 5173,
    start: null,
    build: 'vitepress build',
    command: 'vitepress',
    configs: [],
    documents: true,
  },
  {
    name: 'VuePress',
    packages: ['vuepress'],
    kind: 'static',
    port: 8080,
    start: null,
    build: 'vuepress build',
    command: 'vuepress',
    configs: [],
    documents: true,
  },
  {
    name: 'Eleventy',
    packages: ['@11ty/eleventy'],
    kind: 'static',
    port: 8080,
    start: null,
    build: 'eleventy',
    command: 'eleventy',
    configs: ['.eleventy.js', 'eleventy.config.js', 'eleventy.config.mjs'],
    documents: true,
  },
  {
    name: 'Hexo',
    packages: ['hexo'],
    kind: 'static',
    port: 4000,
    start: null,
    build: 'hexo generate',
    command: 'hexo',
    configs: ['_config.yml'],
    documents: true,
  },
  {
    name: 'Angular',
    packages: ['@angular/core'],
    kind: 'static',
    port: 4200,
    start: null,
    build: 'ng build',
    command: 'ng',
    configs: ['angular.json', '.angular-cli.json'],
  },
  {
    name: 'Create React App',
    packages: ['react-scripts', '@craco/craco', 'react-app-rewired', 'react-scripts-ts'],
    kind: 'static',
    port: 3000,
    start: null,
    build: 'react-scripts build',
    command: 'react-scripts|craco|react-app-rewired|react-scripts-ts',
    configs: [],
  },
  {
    name: 'Vue CLI',
    packages: ['@vue/cli-service'],
    kind: 'static',
    port: 8080,
    start: null,
    build: 'vue-cli-service build',
    command: 'vue-cli-service',
    configs: ['vue.config.js'],
  },
  {
    name: 'Ember',
    packages: ['ember-cli'],
    kind: 'static',
    port: 4200,
    start: null,
    build: 'ember build',
    command: 'ember',
    configs: ['ember-cli-build.js'],
  },
  {
    name: 'Vite',
    packages: ['vite', 'rolldown-vite'],
    kind: 'static',
    port: 5173,
    start: null,
    build: 'vite build',
    command: 'vite',
    configs: vite,
    needsPage: true,
  },
  {
    name: 'Rsbuild',
    packages: ['@rsbuild/core'],
    kind: 'static',
    port: 3000,
    start: null,
    build: 'rsbuild build',
    command: 'rsbuild',
    configs: ['rsbuild.config.ts', 'rsbuild.config.js'],
  },
  {
    name: 'Parcel',
    packages: ['parcel', 'parcel-bundler'],
    kind: 'static',
    port: 1234,
    start: null,
    build: 'parcel build',
    command: 'parcel',
    configs: [],
    needsPage: true,
  },
  {
    name: 'webpack',
    packages: ['webpack-dev-server'],
    kind: 'static',
    port: 8080,
    start: null,
    build: 'webpack --mode production',
    command: 'webpack',
    configs: ['webpack.config.js', 'webpack.config.ts', 'webpack.dev.js', 'config/webpack.dev.js', 'build/webpack.dev.conf.js'],
    needsPage: true,
  },
];

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
