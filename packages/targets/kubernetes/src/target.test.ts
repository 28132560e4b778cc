import { renderingSuite } from '@groundwork/provision/suite';
import { kubernetesTarget } from './target.ts';

renderingSuite({ target: kubernetesTarget, region: '', unpriced: ['kubernetes.nodes'] });
