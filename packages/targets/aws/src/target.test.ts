import { renderingSuite } from '@groundwork/provision/suite';
import { awsTarget } from './target.ts';

renderingSuite({ target: awsTarget, region: 'eu-west-1' });
