import { check } from '../resolve';
import type { Design, DesignFault, DesignLink, DesignNode } from '../schema';
import type { StepInput } from '../step-schema';

// Small designs, and what the checks say of them: for the tests of checks.

export const node = (id: string, kind: DesignNode['kind'] = 'service', more: object = {}) => ({ id, kind, ...more }) as DesignNode;
export const link = (from: string, to: string, more: Partial<DesignLink> = {}): DesignLink => ({
  id: `${from}-${to}`,
  from,
  to,
  policy: { timeout: '1s' },
  ...more,
});
export const operations = (...steps: StepInput[]) => ({ operations: [{ name: 'main', steps }] });
export const design = (nodes: DesignNode[], links: DesignLink[], more: Partial<Design> = {}): Design => ({
  version: 1,
  name: 'Test',
  nodes,
  links,
  ...more,
});

export const users = node('users', 'client', { params: { entities: { kind: 'uniform', count: 10 } } });
export const shop = node('shop');
export const cache = node('cache', 'cache');
export const queue = node('queue', 'queue');
/** Users → shop, and whatever else hangs on it. */
export const shopWith = (more: object, nodes: DesignNode[] = [], links: DesignLink[] = [], rest: Partial<Design> = {}) =>
  design([users, node('shop', 'service', more), ...nodes], [link('users', 'shop'), ...links], rest);
export const fault = (action: DesignFault['action'], target: DesignFault['target']) => ({
  faults: [{ id: 'f', action, target } as DesignFault],
});
export const serviceTime = (time: object) => shopWith({ params: { serviceTime: time } });

export const told = (of: Design) => check(of).map(({ severity, code, where }) => `${severity} ${code} ${where}`);

/** Users with this traffic, and their one link. */
export const sending = (traffic: object, more: object = {}) =>
  design([node('users', 'client', { params: { traffic, ...more } }), shop], [link('users', 'shop')]);
