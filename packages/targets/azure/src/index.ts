export { azure } from './target.ts';
