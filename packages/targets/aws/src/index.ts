export { awsTarget } from './target.ts';
