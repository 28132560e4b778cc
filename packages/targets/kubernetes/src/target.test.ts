import { renderingSuite } from '@groundwork/provision/suite';
import { kubernetesTarget } from './target.ts';

renderingSuite({ target: kubernetesTarget, region: 'cluster', unpriced: ['kubernetes.nodes'] });
