/** What stands beside each objective on the dashboard. */
export const objectiveColumns = [
  { title: 'Now', definition: 'What the objective is about, over the last five seconds.' },
  {
    title: 'Error budget left',
    definition:
      'Of the requests that the objective lets go wrong, the share that has not gone wrong since the warm-up. Below 0: more went wrong than is allowed.',
  },
  {
    title: 'Burn rate',
    definition:
      'How many times as fast as allowed the error budget was spent in the last five seconds. At 1 it lasts just as long as the run.',
  },
] as const;
