/** One stop of the tour: what to look at, and what to do there. */
export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** What it is about, as a selector; a frame is drawn around it. */
  readonly at: string;
  /** Tab below the canvas that it opens. */
  readonly tab?: string;
  /** Step of the scenario's lesson that it does when asked. */
  readonly lesson?: string;
  /** The button that does it. */
  readonly action?: string;
}

/** The scenario that the tour is a run of. */
export const tourScenario = 'checkout';

/** About two minutes for who reads all of it. */
export const tourSteps: readonly TourStep[] = [
  {
    title: 'This drawing runs',
    text: 'A shop at 500 requests a second, simulated request by request. Each card says how its part is, each dot is calls on their way. This line says it in one glance: all is well.',
    at: '[aria-label="State of the system"]',
  },
  {
    title: 'Break something',
    text: 'The payment provider on the right is somebody else’s. Let every answer of it take 4 s longer: nothing fails there, it is merely slow. Then watch from right to left.',
    at: '.react-flow__node[data-id="provider"]',
    lesson: 'slow-provider',
    action: 'Make the provider slow',
  },
  {
    title: 'It spreads',
    text: 'Payments’ workers all wait, then those of Orders, then the gateway’s. Now people who only browse are turned away too, although Catalog is idle. That is a cascade.',
    at: '.react-flow__node[data-id="gateway"]',
  },
  {
    title: 'Watch it happen',
    text: 'Charts show the selection, or the whole system as its clients see it. Drag over one to look closer; drag the time above to look back. The dashboard has the objectives and how fast their error budgets burn.',
    at: '[aria-label="Time and charts"]',
    tab: 'charts',
  },
  {
    title: 'Mend it',
    text: 'A circuit breaker on the link to Payments stops asking once most calls fail, so Orders’ workers are free again. The switch on the link shows it; the change can be undone like any other.',
    at: '.react-flow__node[data-id="orders"]',
    lesson: 'breaker',
    action: 'Switch the breaker on',
  },
  {
    title: 'And the rest',
    text: 'A bulkhead keeps waiting calls from filling Orders, and a fallback takes the order and charges later. Then let the provider recover: the lesson on the right goes through it, with numbers that are checked.',
    at: '[aria-label="Inspector and lesson"]',
    lesson: 'fallback',
    action: 'Add both',
  },
  {
    title: 'Draw your own',
    text: 'Drag a part onto the canvas, or press / there. Draw links from the border of a card. X starts a fault on what is selected, Ctrl+K finds every command, ? lists the keys. More scenarios stand below the parts.',
    at: '[aria-label="Components and scenarios"]',
  },
];
