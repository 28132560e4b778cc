export { render } from './render/render.ts';
