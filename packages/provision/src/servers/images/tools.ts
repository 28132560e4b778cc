import type { ServerImage } from '../image.ts';
import { page } from './login.ts';

export const ollama: ServerImage = {
  title: 'Ollama',
  image: 'docker.io/ollama/ollama',
  tag: 'latest',
  tags: 'none',
  port: 11434,
  data: '/root/.ollama',
  account: 1000,
  memory: 8192,
  ready: { page: '/api/version' },
  connection: page,
};

export const tika: ServerImage = {
  title: 'Apache Tika',
  image: 'docker.io/apache/tika',
  tag: 'latest',
  tags: 'none',
  port: 9998,
  data: null,
  account: 35002,
  memory: 1024,
  ready: { page: '/version' },
  connection: page,
};

export const gotenberg: ServerImage = {
  title: 'Gotenberg',
  image: 'docker.io/gotenberg/gotenberg',
  tag: '8',
  port: 3000,
  data: null,
  account: 1001,
  writes: ['/home/gotenberg'],
  memory: 1024,
  ready: { page: '/health' },
  connection: page,
};
