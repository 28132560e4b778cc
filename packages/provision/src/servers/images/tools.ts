import type { ServerImage } from '../image.ts';
import { page } from './login.ts';

export const ollama: ServerImage = {
  title: 'Ollama',
  image: 'docker.io/ollama/ollama',
  tag: '0.13.5',
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
  tag: '3.2.3.0',
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

/** Runs and models are kept beside each other; whoever reaches it may do everything, so that nobody from outside does. */
export const mlflow: ServerImage = {
  title: 'MLflow',
  image: 'ghcr.io/mlflow/mlflow',
  tag: 'v2.22.0',
  tags: 'none',
  port: 5000,
  data: '/data',
  account: 1000,
  memory: 1024,
  ready: { page: '/health' },
  arguments: () => [
    'mlflow',
    'server',
    '--host=0.0.0.0',
    '--port=5000',
    '--backend-store-uri=sqlite:////data/mlflow.db',
    '--artifacts-destination=/data/artifacts',
  ],
  connection: page,
};

export const labelStudio: ServerImage = {
  title: 'Label Studio',
  image: 'docker.io/heartexlabs/label-studio',
  tag: '1.23.0',
  tags: 'complete',
  port: 8080,
  data: '/label-studio/data',
  account: 1001,
  writes: null,
  memory: 1024,
  ready: { page: '/health' },
  connection: page,
};
