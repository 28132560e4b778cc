export { gcp } from './target.ts';
