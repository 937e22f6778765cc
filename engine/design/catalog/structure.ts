import type { CatalogSection } from './entry';

/** Boundaries, chains, single points and what the design promises. */
export const structure = {
  'deep-call-chain': {
    title: 'Synchronous chain too deep',
    about:
      'Services that wait for one another in a row add up their times and multiply their failures. Answer earlier, and do the rest by events.',
    page: 'cascade',
  },
  'calls-in-a-row': {
    title: 'Many calls one after the other',
    about: 'Times of calls in a row add up. Ask side by side, or tell by event those whose answer is not needed.',
    page: 'tail-at-scale',
  },
  'chatty-pair': {
    title: 'Chatty pair',
    about:
      'Many small calls pay the way each time, and show that a boundary is in the wrong place. One coarse call, or a copy fed by events.',
  },
  'calls-both-ways': {
    title: 'Two services that call each other',
    about: 'Who waits for each other is one program in two processes. An event one way unties them.',
  },
  'layer-as-service': {
    title: 'A layer as a service',
    about:
      'Boundaries follow the domain, not technical layers. A service that only hands on adds a hop and a failure, and each change touches all.',
  },
  'single-replica': {
    title: 'Single point of failure',
    about: 'What runs once is down whenever it is deployed, restarted or dies.',
    page: 'load-balancing',
  },
  'replicas-in-one-zone': {
    title: 'All replicas in one zone',
    about: 'Replicas protect against machines. Zones protect against rooms.',
    page: 'zones',
  },
  'region-without-zones': {
    title: 'Region without zones',
    about: 'A group drawn as a region that holds no zone places nothing anywhere.',
    page: 'zones',
  },
  'zone-outside-its-region': {
    title: 'Zone outside its region',
    about: 'A zone lies in one region: the drawing and the list of zones should say the same.',
    page: 'zones',
  },
  'node-outside-its-zone': {
    title: 'Node outside its zone',
    about: 'What stands in a zone’s frame should run there, or the drawing misleads.',
    page: 'zones',
  },
  'call-across-regions': {
    title: 'Waiting for another region',
    about: 'Each call to another region pays the distance twice, and a cut between the regions stops it.',
    page: 'zones',
  },
  'many-front-doors': {
    title: 'Several front doors',
    about: 'A gateway authenticates, limits and routes in one place; without one each service does, a little differently.',
    page: 'security',
  },
  'edge-without-token-check': {
    title: 'Edge that checks nobody',
    about: 'Authentication at the edge, authorization in each service.',
    page: 'security',
  },
  'no-objectives': {
    title: 'No objectives',
    about: 'Objectives that mirror what users do say whether the design is good enough, and what an alarm should watch.',
  },
  'journey-without-objective': { title: 'Journey without an objective', about: 'What no objective covers may fail unseen.' },
  'journey-without-deadline': {
    title: 'Journey without a deadline',
    about: 'Users do not wait for ever. A deadline tells good answers from late ones, and lets servers drop what nobody waits for.',
    page: 'deadline',
  },
  'no-invariants': {
    title: 'Effects without invariants',
    about: 'The ledger counts business facts. Invariants say which counts are damage: charged twice, sold beyond the stock.',
    page: 'ledger',
  },
  'prices-incomplete': {
    title: 'Prices incomplete',
    about: 'A cost that leaves nodes out is too low, and no comparison is fair.',
    page: 'cost',
  },
  'call-cycle': {
    title: 'Calls that can go round',
    about: 'Blocking workers that wait for each other in a circle can stop all of them.',
  },
  'unreachable-node': { title: 'Node that nothing reaches', about: 'No traffic comes here: a link is missing, or it is not needed.' },
  'unused-link': { title: 'Link that carries nothing', about: 'No step or journey uses it.' },
  'unused-operations': { title: 'Operations that nobody asks for', about: 'They never run.' },
  'no-client': { title: 'No traffic', about: 'Nothing sends requests: draw a client.', page: 'arrivals' },
  'client-without-links': { title: 'Client without links', about: 'Its users have nowhere to go.', page: 'arrivals' },
  'choice-without-weight': { title: 'Choice without weights', about: 'Weights that are all 0 count as equal.' },
  'journeys-without-weight': { title: 'Journeys without weights', about: 'Weights that are all 0 count as equal.', page: 'arrivals' },
  'expiry-without-certificate': {
    title: 'Expiry without a certificate',
    about: 'Only links with mTLS have certificates that can expire.',
    page: 'security',
  },
  'recording-of-missing-journey': {
    title: 'Recording of an unknown journey',
    about: 'Requests of a journey that the client does not have take any of its own.',
    page: 'recorded-traffic',
  },
  'unused-column': { title: 'Unused column of a recording', about: 'No step takes its time from it.', page: 'recorded-traffic' },
  'ignored-nothing': {
    title: 'Ignored finding that is gone',
    about: 'An entry for a finding that is no longer there would hide it, should it return.',
  },
  'experiment-without-faults': {
    title: 'Experiment without faults',
    about: 'An experiment in which nothing goes wrong shows nothing.',
  },
  'experiment-without-hypothesis': {
    title: 'Experiment without a hypothesis',
    about: 'Say what must hold before you break something: objectives, invariants, and how soon all must be well again.',
  },
  'experiment-without-steady-state': {
    title: 'Experiment without a steady state',
    about: 'Only a system that was well before shows what a fault did to it. The first fault must leave some seconds after the warm-up.',
  },
  'experiment-with-misplaced-fault': {
    title: 'Experiment on what is not there',
    about:
      'The fault of an experiment is aimed at something that was deleted, or that it cannot be done to. The design runs; the experiment does not.',
  },
  'experiment-of-missing-part': {
    title: 'Experiment about what is not there',
    about: 'A hypothesis or an abort condition speaks of an objective, an invariant or a node that the design does not have.',
  },
  'fault-on-nothing': {
    title: 'Fault on nothing',
    about: 'A fault that is aimed at a kind, a group or a share of which there is nothing in the design does nothing.',
  },
} as const satisfies CatalogSection;
