import http from 'k6/http';
import { check, sleep } from 'k6';

const base = __ENV.BASE || 'https://museum.example';
const steps = [
  { duration: '30s', target: 40 },
  { duration: '1m', target: 40 },
  { duration: '10s', target: 0 },
];

export const options = {
  scenarios: {
    visitors: { executor: 'ramping-arrival-rate', startRate: 10, timeUnit: '1s', preAllocatedVUs: 50, stages: steps, exec: 'visit' },
    guides: { executor: 'constant-vus', vus: +__ENV.GUIDES || 8, duration: '100s', exec: 'guide' },
  },
};

const look = (id) => http.get(`${base}/rooms/${id}/pictures`);

export function visit() {
  const answer = http.get(base + '/rooms');
  check(answer, { ok: (r) => r.status === 200 });
  look(Math.floor(Math.random() * 9));
}

export function guide() {
  http.post(`${base}/tours`, JSON.stringify({ at: Date.now() }));
  sleep(2);
}

globalThis.wasRun = true;
