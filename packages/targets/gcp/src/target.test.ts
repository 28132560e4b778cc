import { renderingSuite } from '@groundwork/provision/suite';
import { gcp } from './target.ts';

renderingSuite({ target: gcp, region: 'europe-west1' });
