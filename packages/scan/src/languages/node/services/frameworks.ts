/** How an application framework of a package is started. */
export interface NodeFramework {
  readonly name: string;
  readonly packages: readonly string[];
  readonly kind: 'web' | 'static';
  readonly port: number;
  /** Started by a command of its own rather than by a script of the project. */
  readonly start: string | null;
  readonly build: string | null;
  /** Configuration files that name a port. */
  readonly configs: readonly string[];
  /** How a server's port flag is written for it. */
}

/** Frameworks with a server or build of their own, the more specific first: Next before React, Nuxt before Vue. */
export const metaFrameworks: readonly NodeFramework[] = [
  {
    name: 'Next.js',
    packages: ['next'],
    kind: 'web',
    port: 3000,
    start: 'next start -p $PORT',
    build: 'next build',
    configs: ['next.config.js', 'next.config.mjs', 'next.config.ts'],
  },
  {
    name: 'Nuxt',
    packages: ['nuxt', 'nuxt3'],
    kind: 'web',
    port: 3000,
    start: 'node .output/server/index.mjs',
    build: 'nuxt build',
    configs: ['nuxt.config.js', 'nuxt.config.ts'],
  },
  {
    name: 'Nuxt 2',
    packages: ['nuxt-edge'],
    kind: 'web',
    port: 3000,
    start: 'nuxt start',
    build: 'nuxt build',
    configs: ['nuxt.config.js', 'nuxt.config.ts'],
  },
  {
    name: 'Remix',
    packages: ['@remix-run/serve', '@remix-run/node', '@react-router/serve'],
    kind: 'web',
    port: 3000,
    start: 'remix-serve build/server/index.js',
    build: 'remix vite:build',
    configs: ['vite.config.ts', 'vite.config.js'],
  },
  {
    name: 'SvelteKit',
    packages: ['@sveltejs/kit'],
    kind: 'web',
    port: 3000,
    start: 'node build',
    build: 'vite build',
    configs: ['vite.config.ts', 'vite.config.js'],
  },
  {
    name: 'SolidStart',
    packages: ['@solidjs/start'],
    kind: 'web',
    port: 3000,
    start: 'vinxi start',
    build: 'vinxi build',
    configs: ['app.config.ts'],
  },
  {
    name: 'Astro',
    packages: ['astro'],
    kind: 'static',
    port: 4321,
    start: null,
    build: 'astro build',
    configs: ['astro.config.mjs', 'astro.config.ts'],
  },
  { name: 'Gatsby', packages: ['gatsby'], kind: 'static', port: 8000, start: null, build: 'gatsby build', configs: [] },
  { name: 'Docusaurus', packages: ['@docusaurus/core'], kind: 'static', port: 3000, start: null, build: 'docusaurus build', configs: [] },
  { name: 'VitePress', packages: ['vitepress'], kind: 'static', port: 5173, start: null, build: 'vitepress build', configs: [] },
  { name: 'VuePress', packages: ['vuepress'], kind: 'static', port: 8080, start: null, build: 'vuepress build', configs: [] },
  { name: 'Eleventy', packages: ['@11ty/eleventy'], kind: 'static', port: 8080, start: null, build: 'eleventy', configs: [] },
  { name: 'Angular', packages: ['@angular/core'], kind: 'static', port: 4200, start: null, build: 'ng build', configs: ['angular.json'] },
  {
    name: 'Create React App',
    packages: ['react-scripts', '@craco/craco', 'react-app-rewired'],
    kind: 'static',
    port: 3000,
    start: null,
    build: 'react-scripts build',
    configs: [],
  },
  {
    name: 'Vue CLI',
    packages: ['@vue/cli-service'],
    kind: 'static',
    port: 8080,
    start: null,
    build: 'vue-cli-service build',
    configs: ['vue.config.js'],
  },
  {
    name: 'Vite',
    packages: ['vite'],
    kind: 'static',
    port: 5173,
    start: null,
    build: 'vite build',
    configs: ['vite.config.ts', 'vite.config.js', 'vite.config.mts', 'vite.config.mjs'],
  },
  { name: 'Parcel', packages: ['parcel', 'parcel-bundler'], kind: 'static', port: 1234, start: null, build: 'parcel build', configs: [] },
  {
    name: 'webpack',
    packages: ['webpack-dev-server'],
    kind: 'static',
    port: 8080,
    start: null,
    build: 'webpack --mode production',
    configs: ['webpack.config.js', 'webpack.config.ts'],
  },
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
  '@strapi/strapi': 'Strapi',
  'apollo-server': 'Apollo',
  '@apollo/server': 'Apollo',
  'graphql-yoga': 'GraphQL Yoga',
  'socket.io': 'Socket.IO',
  ws: 'WebSocket',
  moleculer: 'Moleculer',
  'json-server': 'json-server',
  elysia: 'Elysia',
  h3: 'h3',
  nitropack: 'Nitro',
  medusa: 'Medusa',
  '@medusajs/medusa': 'Medusa',
  payload: 'Payload',
  keystone: 'Keystone',
  '@keystone-6/core': 'Keystone',
  directus: 'Directus',
  'parse-server': 'Parse Server',
  '@grpc/grpc-js': 'gRPC',
};
