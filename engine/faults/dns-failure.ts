import { z } from 'zod';
import { zDuration } from '../core/fields';
import { ms } from '../core/units';
import { defineFault, linkOf } from './definition';

export const dnsFailure = defineFault({
  action: 'dns-failure',
  title: 'DNS fails',
  description:
    'Callers cannot find the node, or the callee of the link, by its name. Open mTLS connections carry on until their calls are used up; everything else looks the name up and fails.',
  targets: ['server', 'queue', 'log', 'link'],
  tools: {
    'Chaos Mesh': 'DNSChaos error',
    Litmus: 'pod-dns-error',
    Gremlin: 'DNS',
  },
  params: z.strictObject({
    answer: z
      .enum(['none', 'no-such-name'])
      .default('none')
      .describe(
        'None: the name server is silent, and the resolver waits until it gives up. No such name: it says at once that there is none.',
      ),
    resolverTimeout: zDuration({ min: '1ms', max: '5min' })
      .prefault('10s')
      .describe('How long a resolver waits for a silent name server; 10 s is the usual 5 s, tried twice.'),
    cached: zDuration({ max: '1d' }).prefault('0s').describe('How long callers still know the address: what is left of its time to live.'),
  }),
  start: (target, { answer, resolverTimeout, cached }, controls) =>
    controls.hide('node' in target ? target : { link: linkOf(target) }, {
      patience: answer === 'none' ? resolverTimeout : noWait,
      cached,
    }),
});

const noWait = ms(0);
