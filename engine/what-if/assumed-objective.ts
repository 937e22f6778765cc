import type { Design } from '../design/schema';

/** Share of requests that a design without objectives must answer in time. */
const ANSWERED = 0.9;
const ID = 'answered';

/** A design that promises nothing would bear anything: it then is to answer nine requests of ten in time. */
export const withObjective = (design: Design): Design =>
  (design.slos?.length ?? 0) > 0 ? design : { ...design, slos: [{ id: ID, kind: 'availability', atLeast: ANSWERED }] };
