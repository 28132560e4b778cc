import type { DeployedService, Deployment } from '@groundwork/provision';
import { labelsOf } from '../manifest/labels.ts';
import type { Canvas } from './canvas.ts';

/** The name people reach a service by; `null` where nobody named a domain. */
export function domainOf({ settings, services }: Pick<Deployment, 'settings' | 'services'>, deployed: DeployedService): string | null {
  if (!deployed.public || deployed.port === null) return null;
  if (deployed.settings.domain !== undefined) return deployed.settings.domain;
  if (settings.domain === undefined) return null;
  const alone = services.filter((each) => each.public && each.port !== null && each.settings.domain === undefined).length === 1;
  return alone ? settings.domain : `${deployed.id}.${settings.domain}`;
}

/** The way in: an Ingress, or a route of the Gateway the environment names. Without a domain nothing of the cluster is claimed. */
export function drawDoor(canvas: Canvas, item: string, deployed: DeployedService): string[] {
  const { deployment } = canvas;
  const { id, name, port, service } = deployed;
  const { gateway, ingressClass, issuer } = deployment.settings;
  if (!deployed.public || port === null) return [];
  const host = domainOf(deployment, deployed);
  if (host === null) {
    canvas.note(
      `No domain is set, so that nothing outside of the cluster reaches ${name}: kubectl -n ${canvas.namespace} port-forward service/${id} ${port}`,
    );
    return [];
  }
  const labels = labelsOf(deployment, id, service.kind);
  const [first = '', second] = gateway?.split('/') ?? [];
  if (gateway !== undefined)
    return [
      canvas.add(
        item,
        {
          apiVersion: 'gateway.networking.k8s.io/v1',
          kind: 'HTTPRoute',
          metadata: { name: id, labels },
          spec: {
            hostnames: [host],
            parentRefs: [second === undefined ? { name: first } : { name: second, namespace: first }],
            rules: [{ backendRefs: [{ name: id, port }] }],
          },
        },
        { step: 'release', why: [`reached as ${host}`] },
      ),
    ];
  if (issuer === undefined)
    canvas.note(
      `TLS of ${host}: the Secret ${id}-tls, which a person or cert-manager (\`issuer\`) puts there; without it the controller's own certificate is shown`,
    );
  return [
    canvas.add(
      item,
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: id, labels, ...(issuer === undefined ? {} : { annotations: { 'cert-manager.io/cluster-issuer': issuer } }) },
        spec: {
          ...(ingressClass === undefined ? {} : { ingressClassName: ingressClass }),
          rules: [
            { host, http: { paths: [{ backend: { service: { name: id, port: { name: 'http' } } }, path: '/', pathType: 'Prefix' }] } },
          ],
          tls: [{ hosts: [host], secretName: `${id}-tls` }],
        },
      },
      { step: 'release', why: [`reached as ${host}`] },
    ),
  ];
}
