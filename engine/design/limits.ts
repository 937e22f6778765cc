/** Bounds on everything that a file may hold; checked before or while it is parsed. */
export const limits = {
  fileBytes: 5_000_000,
  depth: 40,
  nodes: 1_000,
  links: 4_000,
  operationsPerNode: 100,
  stepsPerList: 200,
  journeys: 200,
  faults: 500,
  experiments: 50,
  slos: 200,
  zones: 100,
  entities: 50,
  invariants: 100,
  events: 200,
  groups: 200,
  /** Groups in groups. */
  groupDepth: 8,
  notes: 300,
  /** Characters of one note. */
  noteLength: 2_000,
  ignored: 500,
  /** Numbers, texts, lists and objects in one node, link or fault. */
  valuesPerPart: 20_000,
} as const;
