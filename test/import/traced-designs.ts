import type { Design } from '../../engine/design/schema';

/** A page that is put together of four things at once, one of them behind two calls, and now and then of a fifth that fails at times. */
export const sideBySide: Design = {
  version: 1,
  name: 'Page of parts',
  run: { duration: '25s', warmup: '3s' },
  nodes: [
    { id: 'readers', kind: 'client', name: 'Readers', params: { traffic: { kind: 'open', rate: 400 } } },
    {
      id: 'page',
      kind: 'service',
      name: 'Page',
      params: { replicas: 2, workers: 40, mode: 'async' },
      operations: [
        {
          name: 'GET /',
          steps: [
            { kind: 'work', time: { kind: 'gamma', mean: '3ms', cv: 0.4 } },
            {
              kind: 'parallel',
              branches: [
                [{ kind: 'call', link: 'page-news', operation: 'latest' }],
                [{ kind: 'call', link: 'page-weather' }],
                [
                  { kind: 'call', link: 'page-profile' },
                  { kind: 'work', time: '1ms' },
                  { kind: 'call', link: 'page-news', operation: 'picked' },
                ],
                [{ kind: 'call', link: 'page-ads' }],
              ],
            },
            {
              kind: 'choose',
              by: 'probability',
              branches: [
                { share: 0.3, steps: [{ kind: 'call', link: 'page-tips' }] },
                { share: 0.7, steps: [] },
              ],
            },
            { kind: 'work', time: { kind: 'uniform', min: '1ms', max: '4ms' } },
          ],
        },
      ],
    },
    {
      id: 'news',
      kind: 'service',
      name: 'News',
      params: { replicas: 2, workers: 16 },
      operations: [
        {
          name: 'latest',
          steps: [
            { kind: 'work', time: { kind: 'lognormal', p50: '6ms', p99: '30ms' } },
            { kind: 'repeat', times: 4, steps: [{ kind: 'call', link: 'news-db' }] },
          ],
        },
        { name: 'picked', steps: [{ kind: 'work', time: { kind: 'exponential', mean: '4ms' } }] },
      ],
    },
    { id: 'news-db', kind: 'database', name: 'News DB', params: { connections: 40, queryTime: { kind: 'exponential', mean: '2ms' } } },
    { id: 'weather', kind: 'external', name: 'Weather', params: { latency: { kind: 'lognormal', p50: '15ms', p99: '60ms' } } },
    { id: 'profile', kind: 'service', name: 'Profile', params: { workers: 16, serviceTime: { kind: 'gamma', mean: '5ms', cv: 0.5 } } },
    { id: 'ads', kind: 'external', name: 'Ads', params: { latency: { kind: 'hyperexponential', mean: '8ms', cv: 2 } } },
    {
      id: 'tips',
      kind: 'service',
      name: 'Tips',
      params: { workers: 16, errorRate: 0.05, serviceTime: { kind: 'lognormal-mean', mean: '9ms', cv: 0.7 } },
    },
  ],
  links: [
    { id: 'readers-page', from: 'readers', to: 'page' },
    { id: 'page-news', from: 'page', to: 'news', protocol: 'grpc' },
    { id: 'news-db', from: 'news', to: 'news-db', protocol: 'sql' },
    { id: 'page-weather', from: 'page', to: 'weather', network: { latency: { kind: 'gamma', mean: '4ms', cv: 0.3 } } },
    { id: 'page-profile', from: 'page', to: 'profile' },
    { id: 'page-ads', from: 'page', to: 'ads' },
    { id: 'page-tips', from: 'page', to: 'tips' },
  ],
  journeys: [{ id: 'read', client: 'readers', link: 'readers-page', operation: 'GET /' }],
};

/** A shop whose till is busy for 85 % of the time, so that calls wait; what is sold goes over a queue to a packer who is as busy. */
export const queued: Design = {
  version: 1,
  name: 'Busy till',
  run: { duration: '40s', warmup: '5s' },
  nodes: [
    { id: 'buyers', kind: 'client', name: 'Buyers', params: { traffic: { kind: 'open', rate: 340 } } },
    {
      id: 'till',
      kind: 'service',
      name: 'Till',
      params: { replicas: 1, workers: 4, queueLimit: 2000 },
      operations: [
        {
          name: 'buy',
          steps: [
            { kind: 'work', time: { kind: 'exponential', mean: '7ms' } },
            { kind: 'call', link: 'till-db' },
            { kind: 'publish', link: 'till-sold', event: 'Sold' },
          ],
        },
        { name: 'look', steps: [{ kind: 'work', time: { kind: 'exponential', mean: '9ms' } }] },
      ],
    },
    {
      id: 'till-db',
      kind: 'database',
      name: 'Till DB',
      params: { connections: 20, queryTime: { kind: 'lognormal', p50: '1.5ms', p99: '6ms' } },
    },
    { id: 'sold', kind: 'queue', name: 'Sold things', params: { prefetch: 50 } },
    {
      id: 'packer',
      kind: 'service',
      name: 'Packer',
      params: { replicas: 2, workers: 2, queueLimit: 2000 },
      operations: [{ name: 'Sold', steps: [{ kind: 'work', time: { kind: 'gamma', mean: '20ms', cv: 0.6 } }] }],
    },
  ],
  links: [
    { id: 'buyers-till', from: 'buyers', to: 'till' },
    { id: 'till-db', from: 'till', to: 'till-db', protocol: 'sql' },
    { id: 'till-sold', from: 'till', to: 'sold', protocol: 'event' },
    { id: 'sold-packer', from: 'sold', to: 'packer', protocol: 'event' },
  ],
  journeys: [
    { id: 'buy', client: 'buyers', link: 'buyers-till', operation: 'buy', weight: 0.5 },
    { id: 'look', client: 'buyers', link: 'buyers-till', operation: 'look', weight: 0.5 },
  ],
};
