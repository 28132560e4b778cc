import { renderingSuite } from '@groundwork/provision/suite';
import { azure } from './target.ts';

renderingSuite({ target: azure, region: 'westeurope' });
